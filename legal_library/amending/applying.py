"""Orders carried out on the tree of the text that they change. Pure Python.

Each order is tried by itself, in the order given: what cannot be done is told in a sentence for
the editor, and the others are done all the same. Addresses of what is not touched stay; what is
repealed keeps its place and number, so that citations still lead there.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ..addresses import is_quoted, place_name
from ..parsing import Node, ParsedDocument
from ..parsing.assembly import PREFIXES, address_part
from ..parsing.numbers import rank_of
from .exchanging import exchanged, patterns
from .model import Action, Part
from .quoted import words_of

REPEALED = "(được bãi bỏ)"
Path = tuple[int, ...]  # the body, then the way down through its nodes
_GROUP_LEVELS = ("part", "chapter", "section", "subsection", "annex")
_NUMBERS_FOLLOW = ("paragraph", "table", "note")


class CannotApply(Exception):
    """The order does not fit the text; the message says in Vietnamese why, and what to do."""


@dataclass(frozen=True, slots=True)
class Order:
    """An order as far as applying needs it; `key` tells the caller which one it was."""

    key: int
    action: str
    eid: str = ""
    part: str = ""
    nodes: tuple[Node, ...] = ()
    old_words: str = ""
    new_words: str = ""
    beside: str = ""
    comes_before: bool = False
    note: str = ""  # who ordered it, for the reader of the article


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an order: the provision before and after, or why not."""

    key: int
    eid: str = ""
    before: str = ""
    after: str = ""
    reason: str = ""

    @property
    def is_done(self) -> bool:
        return not self.reason


def apply(parsed: ParsedDocument, orders: Iterable[Order]) -> tuple[ParsedDocument, list[Outcome]]:
    """*parsed* after *orders*, and what became of each."""
    text = _Text(parsed)
    outcomes = []
    for order in orders:
        try:
            outcomes.append(text.carry_out(order))
        except CannotApply as refusal:
            outcomes.append(Outcome(order.key, order.eid, reason=str(refusal)))
    return text.written(), outcomes


class _Text:
    """A tree while orders are carried out; bodies are lists of nodes, replaced along one way."""

    def __init__(self, parsed: ParsedDocument):
        self.parsed = parsed
        self.bodies = [list(body.nodes) for body in parsed.bodies]
        self.places: dict[str, Path] | None = None
        self.notes: dict[str, list[str]] = {}  # by article

    def carry_out(self, order: Order) -> Outcome:
        if order.action in (Action.REPLACE_WORDS, Action.REMOVE_WORDS):
            eid, before, after = self._exchange(order)
        elif order.action == Action.INSERT:
            eid, before, after = self._insert(order)
        elif order.action == Action.REPEAL:
            eid, before, after = self._repeal(order)
        elif order.action == Action.REPLACE:
            eid, before, after = self._replace(order)
        else:
            raise CannotApply(
                "Hệ thống chưa hiểu chỉ dẫn này. Hãy bấm “Sửa chỉ dẫn” để ghi rõ quy định nào "
                "thay đổi thế nào, hoặc sửa thẳng trong bản nháp."
            )
        if order.note:
            self._note(eid, order)
        return Outcome(order.key, eid, before, after)

    def written(self) -> ParsedDocument:
        for article, notes in self.notes.items():
            self._write_notes(article, notes)
        bodies = tuple(
            replace(body, nodes=tuple(nodes))
            for body, nodes in zip(self.parsed.bodies, self.bodies, strict=True)
        )
        return replace(self.parsed, bodies=bodies)

    # The orders

    def _replace(self, order: Order) -> tuple[str, str, str]:
        path, node = self._find(order.eid)
        if not order.nodes:
            raise CannotApply("Chỉ dẫn không kèm nội dung mới. Hãy bổ sung ở “Sửa chỉ dẫn”.")
        new, *more = order.nodes
        before = words_of([node])
        if order.part == Part.HEADING:
            heading = new.heading or new.text.split("\n")[0]
            changed = replace(node, heading=heading)
            before, after = node.heading, heading
        elif order.part == Part.INTRO:
            text = new.text or new.heading
            changed = replace(node, text=text)
            before, after = node.text, text
        elif new.kind == "paragraph":
            # Words without a number of their own are the new text of the provision.
            changed = replace(node, text="\n".join(item.text for item in order.nodes), children=())
            more, after = [], words_of([changed])
        else:
            changed = self._placed(new, node.eid)
            changed = replace(changed, marker=new.marker or node.marker)
            after = words_of([changed, *more])
        if more:
            raise CannotApply("Nội dung mới gồm nhiều phần, không rõ phần nào thay quy định này.")
        if before == after:
            raise CannotApply("Nội dung mới giống hệt quy định đang có: có thể đã được áp dụng.")
        self._put(path, changed)
        return node.eid, before, after

    def _repeal(self, order: Order) -> tuple[str, str, str]:
        path, node = self._find(order.eid)
        if node.text == REPEALED and not node.children:
            raise CannotApply(f"{_name(order.eid)} đã được bãi bỏ trước đó.")
        heading = node.heading if node.kind in _GROUP_LEVELS else ""
        self._put(path, replace(node, heading=heading, text=REPEALED, children=()))
        return node.eid, words_of([node]), f"{node.marker} {REPEALED}".strip()

    def _insert(self, order: Order) -> tuple[str, str, str]:
        if not order.nodes:
            raise CannotApply("Chỉ dẫn không kèm nội dung mới. Hãy bổ sung ở “Sửa chỉ dẫn”.")
        existing = self._place_of(order.eid)
        if existing is not None and self._node(existing).text != REPEALED:
            raise CannotApply(
                f"{_name(order.eid)} đã có trong văn bản, không bổ sung mới được. Hãy kiểm tra số."
            )
        new = order.nodes[0]
        if existing is not None:
            node = self._placed(new, self._node(existing).eid)
            self._put(existing, node)
            return node.eid, words_of([self._node(existing)]), words_of([node])
        holder, index, eid = self._room_for(order, new)
        node = self._placed(new, eid)
        siblings = list(self._children(holder))
        siblings.insert(index, node)
        self._put_children(holder, siblings)
        return node.eid, "", words_of([node])

    def _exchange(self, order: Order) -> tuple[str, str, str]:
        if order.eid:
            path, node = self._find(order.eid)
            scope = [(path, node)]
        else:
            scope = [
                ((body, index), node)
                for body, nodes in enumerate(self.bodies)
                for index, node in enumerate(nodes)
            ]
        changed: list[tuple[Path, Node, Node]] = []
        for pattern in patterns(order.old_words):
            changed = changed or [
                (path, node, new)
                for path, node in scope
                if (new := exchanged(node, pattern, order.new_words, order.part)) != node
            ]
        if not changed:
            where = f"tại {_name(order.eid)}" if order.eid else "trong văn bản"
            raise CannotApply(f"Không thấy cụm từ “{order.old_words}” {where}.")
        for path, _node, new in changed:
            self._put(path, new)
        if len(changed) == 1:
            _path, node, new = changed[0]
            return node.eid, words_of([node]), words_of([new])
        return "", f"“{order.old_words}”", f"“{order.new_words}”"

    # Finding and putting

    def _index(self) -> dict[str, Path]:
        if self.places is None:
            self.places = {}
            for body, nodes in enumerate(self.bodies):
                self._enter((body,), nodes)
        return self.places

    def _enter(self, above: Path, nodes: Iterable[Node]) -> None:
        for index, node in enumerate(nodes):
            path = (*above, index)
            if not is_quoted(node.eid):
                self.places.setdefault(node.eid.lower(), path)
                self._enter(path, node.children)

    def _place_of(self, eid: str) -> Path | None:
        """Where *eid* stands; a point of an old act is a clause, a section stands in a chapter."""
        index = self._index()
        for wanted in _spellings(eid):
            if wanted in index:
                return index[wanted]
        if eid and not eid.startswith("art_") and "__art_" not in eid:
            ending = f"__{eid.lower()}"
            found = [path for known, path in index.items() if known.endswith(ending)]
            if len(found) == 1:
                return found[0]
        return None

    def _find(self, eid: str) -> tuple[Path, Node]:
        if not eid:
            raise CannotApply("Chỉ dẫn không nói rõ quy định nào. Hãy ghi ở “Sửa chỉ dẫn”.")
        path = self._place_of(eid)
        if path is None:
            raise CannotApply(
                f"Không có {_name(eid)} trong bản đang áp dụng: có thể đã bị bãi bỏ hoặc đánh số "
                "khác. Hãy kiểm tra, rồi sửa chỉ dẫn hoặc ghi lý do không áp dụng."
            )
        return path, self._node(path)

    def _node(self, path: Path) -> Node:
        node = self.bodies[path[0]][path[1]]
        for index in path[2:]:
            node = node.children[index]
        return node

    def _children(self, path: Path) -> Iterable[Node]:
        return self.bodies[path[0]] if len(path) == 1 else self._node(path).children

    def _put(self, path: Path, node: Node) -> None:
        siblings = list(self._children(path[:-1]))
        siblings[path[-1]] = node
        self._put_children(path[:-1], siblings)

    def _put_children(self, path: Path, children: list[Node]) -> None:
        self.places = None
        while len(path) > 1:
            holder = replace(self._node(path), children=tuple(children))
            children = list(self._children(path[:-1]))
            children[path[-1]] = holder
            path = path[:-1]
        self.bodies[path[0]] = children

    def _room_for(self, order: Order, new: Node) -> tuple[Path, int, str]:
        """Where a new provision goes: beside what the order names, else by its number."""
        above, _step, _own = order.eid.rpartition("__")
        beside = self._place_of(order.beside) if order.beside else None
        if beside is not None and self._node(beside).kind == new.kind:
            eid = order.eid if above or new.kind == "article" else self._eid_beside(beside, new)
            return beside[:-1], beside[-1] + (not order.comes_before), eid
        if new.kind == "article" and not above.startswith("annex"):
            return self._room_for_article(order, new)
        if above:
            holder, node = self._find(above)
            eid = f"{node.eid}__{order.eid.rpartition('__')[2]}"
        else:
            holder, eid = (0,), order.eid
        siblings = list(self._children(holder))
        return holder, _index_by_number(siblings, new), eid

    def _eid_beside(self, beside: Path, new: Node) -> str:
        above = self._node(beside).eid.rpartition("__")[0]
        step = f"{PREFIXES[new.kind]}_{address_part(new.number)}"
        return f"{above}__{step}" if above else step

    def _room_for_article(self, order: Order, new: Node) -> tuple[Path, int, str]:
        """Behind the article whose number comes next before it, in the same chapter."""
        body = order.eid.rpartition("art_")[0]
        articles = [
            (rank_of(node.number), path)
            for path, node in self._articles()
            if node.eid.rpartition("art_")[0] == body
        ]
        before = [item for item in articles if item[0] < rank_of(new.number)]
        if before:
            _rank, path = max(before)
            return path[:-1], path[-1] + 1, order.eid
        if articles:
            _rank, path = min(articles)
            return path[:-1], path[-1], order.eid
        return (0,), len(self.bodies[0]), order.eid

    def _articles(self) -> Iterator[tuple[Path, Node]]:
        for path in list(self._index().values()):
            node = self._node(path)
            if node.kind == "article":
                yield path, node

    def _placed(self, node: Node, eid: str) -> Node:
        """*node* and all below it with addresses that begin at *eid*."""
        prefix = re.match(r"(?:att_\d+__)?", eid)[0]
        counts: dict[str, int] = {}
        children = []
        for child in node.children:
            if child.kind in _NUMBERS_FOLLOW:
                counts[child.kind] = counts.get(child.kind, 0) + 1
                step = f"{PREFIXES.get(child.kind, child.kind)}_{counts[child.kind]}"
            else:
                step = f"{PREFIXES[child.kind]}_{address_part(child.number)}".removesuffix("_")
            is_article = child.kind == "article" and node.kind != "annex"
            children.append(
                self._placed(child, f"{prefix}{step}" if is_article else f"{eid}__{step}")
            )
        return replace(node, eid=eid, children=_unique(children))

    # Who ordered it

    def _note(self, eid: str, order: Order) -> None:
        article = _article_of(eid)
        if article and order.note not in self.notes.setdefault(article, []):
            self.notes[article].append(order.note)

    def _write_notes(self, article: str, notes: list[str]) -> None:
        path = self._place_of(article)
        if path is None:
            return
        node = self._node(path)
        own = sum(child.kind == "note" for child in node.children)
        added = tuple(
            Node("note", text=note, eid=f"{node.eid}__note_{own + number}")
            for number, note in enumerate(notes, start=1)
        )
        self._put(path, replace(node, children=(*node.children, *added)))


def _unique(nodes: list[Node]) -> tuple[Node, ...]:
    """*nodes* whose addresses differ: a number that stands twice gets “-2”."""
    used: dict[str, int] = {}
    found = []
    for node in nodes:
        used[node.eid] = used.get(node.eid, 0) + 1
        again = used[node.eid]
        found.append(replace(node, eid=f"{node.eid}-{again}") if again > 1 else node)
    return tuple(found)


def _spellings(eid: str) -> Iterator[str]:
    eid = eid.lower()
    yield eid
    if "point_" in eid:
        yield re.sub(r"__point_(?=\d)", "__para_", eid)
    if not eid.startswith("att_"):
        yield f"att_1__{eid}"


def _index_by_number(siblings: list[Node], new: Node) -> int:
    """Behind the last of its kind with a smaller number; before a larger one where none is."""
    alike = [(index, node) for index, node in enumerate(siblings) if node.kind == new.kind]
    before = [index for index, node in alike if rank_of(node.number) < rank_of(new.number)]
    if before:
        return max(before) + 1
    if alike:
        return alike[0][0]
    notes = (index for index, node in enumerate(siblings) if node.kind == "note")
    return next(notes, len(siblings))


def _article_of(eid: str) -> str:
    match = re.match(r"(?:att_\d+__)?art_[^_]+", eid)
    return match[0] if match else ""


def _name(eid: str) -> str:
    return place_name(eid) or eid
