"""Orders to exchange words: “Thay cụm từ “X” bằng cụm từ “Y” tại …”. Pure Python."""

import re
from collections.abc import Iterator
from dataclasses import replace

from .masking import MASK
from .model import Action
from .orders import Command, targets_in

_QUOTED = rf"[“\"]{MASK}*[”\"]"
_WORDS = r"(?:các\s+|những\s+|một\s+số\s+)?(?:cụm\s+từ|từ\s+ngữ|từ|chữ|số)"
_EXCHANGE = re.compile(
    rf"""
    (?P<verb> (?<!\w)(?: thay\s+thế | thay | bổ\s+sung | bãi\s+bỏ | bỏ | sửa\s+đổi | sửa ) \s+ )?
    (?: {_WORDS} \s* )
    (?P<first> {_QUOTED} )
    (?P<more> (?: \s*(?:,|và|hoặc)\s* (?:{_WORDS}\s*)? {_QUOTED} )* )
    (?: (?P<where> [^“”"]*? ) \s*
        (?P<link> (?:được\s+)?(?:thay(?:\s+thế)?\s+)? (?:bằng|thành)
          | (?:vào\s+)?(?:trước|sau) ) \s+
        (?: {_WORDS} \s* )? (?P<second> {_QUOTED} ) )?
    """,
    re.VERBOSE | re.IGNORECASE,
)


def exchanges(text: str, plain: str, begins: bool) -> list[Command]:
    """*begins* says that the sentence begins with an order."""
    return _with_places_of_neighbours(list(_exchanges(text, plain, begins)))


def _exchanges(text: str, plain: str, begins: bool) -> Iterator[Command]:
    """Words for words: “Thay cụm từ “X” bằng cụm từ “Y” tại …”, one command for each pair."""
    matches = list(_EXCHANGE.finditer(plain))
    if not matches or not (begins or matches[0]["link"]):
        return
    verb = ""
    for match, following in zip(matches, [*matches[1:], None], strict=True):
        verb = (match["verb"] or verb).strip().lower()
        verb = " ".join(verb.split())
        stop = following.start() if following else len(plain)
        where = f"{match['where'] or ''} {plain[match.end() : stop]}"
        if not match["link"] and not re.match(r"(?:bãi )?bỏ", verb):
            continue
        targets = tuple(targets_in(where))
        words = f"{plain[: match.start()] if match is matches[0] else ''} {where}"
        first = text[match.start("first") + 1 : match.end("first") - 1]
        if match["link"] is None:
            olds = [first, *_quoted_in(text, plain, *match.span("more"))]
            for old in olds:
                yield Command(Action.REMOVE_WORDS, targets, old=old, words=words)
            continue
        second = text[match.start("second") + 1 : match.end("second") - 1]
        link = " ".join(match["link"].lower().split())
        if link.endswith("sau"):
            yield Command(
                Action.REPLACE_WORDS, targets, second, _joined(second, first), words=words
            )
        elif link.endswith("trước"):
            yield Command(
                Action.REPLACE_WORDS, targets, second, _joined(first, second), words=words
            )
        else:
            yield Command(Action.REPLACE_WORDS, targets, first, second, words=words)


def _quoted_in(text: str, plain: str, start: int, end: int) -> list[str]:
    return [
        text[start + match.start() + 1 : start + match.end() - 1]
        for match in re.finditer(_QUOTED, plain[start:end])
    ]


def _joined(left: str, right: str) -> str:
    """Two pieces of a sentence; a stop stands on the word before it."""
    gap = "" if right[:1] in ",;.:)" or left[-1:] in " (" or right[:1] == " " else " "
    return f"{left}{gap}{right}"


def _with_places_of_neighbours(commands: list[Command]) -> list[Command]:
    """“Thay “X” bằng “Y” và bỏ “Z” tại khoản 1”: both are there."""
    found, later = [], ()
    for command in reversed(commands):
        later = command.targets or later
        found.append(replace(command, targets=command.targets or later))
    return found[::-1]
