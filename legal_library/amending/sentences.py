"""One sentence of an amending act: what it orders, at which places. Pure Python.

    “Sửa đổi, bổ sung khoản 3 và bổ sung khoản 3a vào sau khoản 3 Điều 5 như sau:”

is two commands. Quoted words are masked first, so that nothing in them is taken for an order.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from content.references.citations import Place

from ..addresses import is_quoted
from ..parsing import Node
from .masking import MASK, masked, without_history
from .model import Action, Part
from .orders import Command, Target, completed, targets_in
from .word_orders import exchanges

_VERB = re.compile(
    r"""
    (?<!\w) (?:
      (?P<replace> (?: sửa\s+đổi (?:,?\s*(?:và\s+)?bổ\s+sung)? | sử\s+dụng,\s*bổ\s+sung )
          (?:,\s*bãi\s+bỏ)? | sửa | thay\s+thế | thay (?!\s+đổi) )
    | (?P<insert> bổ\s+sung (?:\s+thêm)? )
    | (?P<repeal> bãi\s+bỏ | hủy\s+bỏ | huỷ\s+bỏ | bỏ )
    ) (?!\w)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_BEGINS = re.compile(rf"\s*(?:\d+[.)]\s*)?{_VERB.pattern}", re.VERBOSE | re.IGNORECASE)
# “Khoản 2 Điều 5 được sửa đổi, bổ sung như sau:”
_PASSIVE = re.compile(
    r"""
    ^\s* (?P<object> (?:các\s+|tên\s+|đoạn\s+|một\s+số\s+)? (?:\w+\s+){0,3}?
      (?:điểm|khoản|điều|mục|chương|phần|phụ\s+lục) \b .*? )
    \s+ (?:được|bị)? \s*
    (?P<verb> (?: sửa\s+đổi (?:,?\s*(?:và\s+)?bổ\s+sung)? | sử\s+dụng,\s*bổ\s+sung )
      | bổ\s+sung | thay\s+thế | bãi\s+bỏ | hủy\s+bỏ )
    \s* (?: (?:như|nhu)\s+sau | bằng | : | [.;]?\s*$ )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_WHOLE = re.compile(
    r"(?:toàn\s+bộ\s+)?(?:(?:các\s+)?(?:nội\s+dung\s+)?quy\s+định\s+tại\s+)?(?:các\s+)?"
    r"(?:điểm|khoản|điều|tiểu\s+mục|mục|chương|phần|phụ\s+lục)(?!\w)",
    re.IGNORECASE,
)
_BESIDE = re.compile(r"\s*,?\s*(?:và\s+)?(?:vào\s+)?(?<!\w)(?P<side>sau|trước)(?!\w)\s*(?!đây|đó)")
_INTO = re.compile(r"\s+vào(?:\s+cuối)?\s+")
_ENDS = re.compile(r"\s*(?:như|nhu|sau đây)\s+sau\s*:?.*$|:\s*$", re.DOTALL | re.IGNORECASE)
_SOME = re.compile(r"(?<!\w)một\s+(?:số\s+)?(?:nội\s+dung|từ|cụm|điều|khoản|điểm|chương)\b")


def read_commands(text: str) -> list[Command]:
    """What the sentence orders; empty when it orders nothing that is understood."""
    text = " ".join(text.split())
    plain = without_history(masked(text))
    begins = bool(_BEGINS.match(plain))
    if found := exchanges(text, plain, begins):
        return found
    if passive := _PASSIVE.match(plain):
        verb = _VERB.match(passive["verb"])
        return [_command(verb, passive["object"])]
    if not begins:
        return []
    verbs = list(_VERB.finditer(_ENDS.sub("", plain)))
    end = len(_ENDS.sub("", plain))
    stops = [verb.start() for verb in verbs[1:]] + [end]
    found = [
        _command(verb, plain[verb.end() : stop]) for verb, stop in zip(verbs, stops, strict=True)
    ]
    return _with_articles_of_neighbours([item for item in found if item is not None])


def _command(verb: re.Match[str], words: str) -> Command | None:
    words = words.strip(" ,;.:")
    if verb["insert"]:
        return _insertion(words)
    if verb["repeal"] and not _WHOLE.match(words):
        # “Bãi bỏ các nội dung liên quan đến thuế tại khoản 1”: a part, which nobody can name.
        return Command(Action.REPEAL, words=words)
    action = Action.REPEAL if verb["repeal"] else Action.REPLACE
    # “Thay thế Phụ lục I bằng Phụ lục I ban hành kèm theo Luật này”: the second is the wording.
    words = re.split(r"\s+bằng\s+", words)[0]
    return Command(action, tuple(targets_in(words)), words=words)


def _insertion(words: str) -> Command:
    """“khoản 3a vào sau khoản 3 Điều 5”, “khoản 3 vào Điều 16”, “điểm c khoản 1 Điều 20”."""
    beside = _BESIDE.search(words)
    into = None if beside else _INTO.search(words)
    split = beside or into
    if split is None:
        return Command(Action.INSERT, tuple(targets_in(words)), words=words)
    new, where = words[: split.start()], words[split.end() :]
    others = [target.place for target in targets_in(where)]
    neighbour = others[0] if others else None
    # “Điều 98h vào Chương VIII và vào trước Điều 99”
    targets = tuple(targets_in(_INTO.split(new)[0]))
    if not targets:  # “một số khoản vào Điều 44”
        return Command(Action.INSERT, tuple(targets_in(where)), words=words)
    if neighbour:
        targets = tuple(replace(item, place=completed(item.place, neighbour)) for item in targets)
    if into:
        return Command(Action.INSERT, targets, words=words)
    before = beside["side"].lower() == "trước"
    return Command(Action.INSERT, targets, beside=neighbour, comes_before=before, words=words)


def _with_articles_of_neighbours(commands: list[Command]) -> list[Command]:
    """“Sửa đổi khoản 1; bổ sung khoản 7 Điều 2”: the first is of Điều 2 as well."""
    places = [_widest(command) for command in commands]
    found = []
    for index, command in enumerate(commands):
        later = [place for place in places[index:] if place]
        earlier = [place for place in reversed(places[:index]) if place]
        targets = tuple(_completed_target(item, [*later, *earlier]) for item in command.targets)
        found.append(replace(command, targets=targets))
    # A source that gives the name of an article and its text in one line orders it once.
    return list(dict.fromkeys(found))


def _widest(command: Command) -> Place | None:
    """The place that tells most of where the others of the sentence are."""
    places = [target.place for target in command.targets]
    places += [command.beside] if command.beside else []
    named = [place for place in places if place.article is not None or place.clause is not None]
    return max(named, key=lambda place: sum(map(bool, (place.article, place.clause))), default=None)


def _completed_target(target: Target, neighbours: list[Place]) -> Target:
    place = target.place
    for neighbour in neighbours:
        if not place and target.part == Part.HEADING and neighbour.article is not None:
            place = Place(article=neighbour.article)
        elif place:
            place = completed(place, neighbour)
    return replace(target, place=place)


def is_general(words: str) -> bool:
    """The order only announces others: “một số khoản của Điều 12”."""
    return bool(_SOME.search(words))


def sentences_of(node: Node) -> Iterator[str]:
    """The sentences of *node* that may order something: its name, its paragraphs, no quotation."""
    if node.heading:
        yield " ".join(node.heading.split())
    waiting = ""
    for line in node.text.split("\n"):
        # A quotation in the same paragraphs stays with the sentence before it.
        goes_on = masked(waiting).endswith(MASK) or line.lstrip().startswith(("“", '"'))
        if waiting and goes_on:
            waiting = f"{waiting} {line}"
            continue
        if waiting:
            yield waiting
        waiting = line.strip()
    if waiting:
        yield waiting


def gives_orders(node: Node) -> bool:
    """*node* or something below it orders a change."""
    if any(read_commands(words) for words in sentences_of(node)):
        return True
    return any(gives_orders(child) for child in node.children if not is_quoted(child.eid))
