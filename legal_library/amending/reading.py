"""The orders of an amending act, read from its tree: what is not understood stays as its words.

Pure Python. An article amends when its own words order something of a named act (“Sửa đổi, bổ
sung một số điều của Luật Giá”); what stands below it carries the act and the place on.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from content.references.citations import Act, ActNames, Place

from ..addresses import is_quoted
from ..parsing import Node, ParsedDocument
from .acts_named import NamedInHead, read_head
from .effect import days_of_effect
from .model import Action, Part, Proposal
from .orders import Command, Target, completed
from .quoted import find_piece, plain_quotation, quotations_of
from .sentences import gives_orders, is_general, read_commands, sentences_of

_GROUPS = ("part", "chapter", "section", "subsection")


@dataclass(frozen=True, slots=True)
class _Context:
    """What the words above a node say: that it amends, which act, where in it."""

    amends: bool = False
    act: Act | None = None
    citation: str = ""
    place: Place = field(default_factory=Place)


@dataclass(slots=True)
class _Reader:
    head: NamedInHead
    effects: list[tuple[str, date]] = field(default_factory=list)

    def read(self, parsed: ParsedDocument) -> Iterator[Proposal]:
        for body in parsed.bodies:
            for article in _articles(body.nodes):
                for proposal in self.visit(article, _Context()):
                    yield self._dated(proposal)

    def visit(self, node: Node, context: _Context) -> Iterator[Proposal]:
        own = [child for child in node.children if not is_quoted(child.eid)]
        own = [child for child in own if child.kind in ("clause", "point", "paragraph")]
        pieces = quotations_of(node)
        told = list(sentences_of(node))
        ordered = [(words, read_commands(words)) for words in told]
        orders = [(words, commands) for words, commands in ordered if commands]
        if node.kind == "article" and not context.amends:
            context = self._opened(orders, context)
            if not context.amends and not any(gives_orders(child) for child in own):
                return
        if not orders:
            yield from self._not_understood(node, context, own, pieces)
            return
        below = [child for child in own if gives_orders(child)]
        for words, commands in orders:
            context = self._with_act(words, context)
            is_last = words is orders[-1][0]
            # A name that says the same as the paragraph below it orders it once.
            if (is_last and (below or (own and is_general(words)))) or (
                not is_last and _is_name(words, node)
            ):
                context = _narrowed(context, commands)
                continue
            if not context.amends and not self._orders_by_itself(words, commands):
                continue
            yield from self._proposals(node, words, commands, pieces, context)
        context = replace(context, amends=context.amends or bool(below and context.act))
        for child in own:
            yield from self.visit(child, context)

    def _opened(self, orders, context: _Context) -> _Context:
        """The context below an article, if its words open amendments."""
        for words, _commands in orders:
            with_act = self._with_act(words, context)
            if with_act.act is None and self.head.subject:
                act, citation = self.head.subject
                with_act = replace(with_act, act=act, citation=citation)
            if with_act.act:
                return replace(with_act, amends=True)
        return context

    def _orders_by_itself(self, words: str, commands: list[Command]) -> bool:
        """“Bãi bỏ khoản 3 Điều 5 Luật Giá” among the final provisions."""
        return self.head.act_in(words) is not None and any(item.targets for item in commands)

    def _not_understood(self, node, context, own, pieces) -> Iterator[Proposal]:
        for child in own:
            yield from self.visit(child, context)
        if not context.amends or node.kind == "paragraph":
            return
        if pieces or not own:
            words = " ".join(filter(None, [node.heading, node.text.split("\n")[0]]))
            if words.strip():
                yield Proposal(
                    node.eid,
                    _short(words),
                    Action.OTHER,
                    context.act,
                    context.citation,
                    nodes=tuple(pieces),
                )

    def _with_act(self, words: str, context: _Context) -> _Context:
        found = self.head.act_in(words)
        if found is None:
            return context
        act, citation = found
        return replace(context, act=act, citation=citation, place=Place())

    def _proposals(
        self, node: Node, words: str, commands: list[Command], pieces: list[Node], context: _Context
    ) -> Iterator[Proposal]:
        used: set[int] = set()
        made: list[Proposal] = []
        for command in commands:
            made += self._of_command(node, words, command, pieces, used, context)
        rest = [piece for piece in pieces if id(piece) not in used]
        made = _paired(made, rest, pieces)
        taken = {id(part) for item in made for part in item.nodes}
        left = [piece for piece in rest if id(piece) not in taken and not _holds(piece, used)]
        yield from made
        if left:
            doubt = "Có đoạn trích mà câu chỉ dẫn không nói thay vào đâu."
            yield Proposal(
                node.eid,
                _short(words),
                Action.OTHER,
                context.act,
                context.citation,
                nodes=tuple(left),
                doubt=doubt,
            )

    def _of_command(
        self,
        node: Node,
        words: str,
        command: Command,
        pieces: list[Node],
        used: set[int],
        context: _Context,
    ) -> list[Proposal]:
        common = {
            "amending_eid": node.eid,
            "words": _short(words),
            "act": context.act,
            "citation": context.citation,
        }
        targets = [_placed(target, context.place) for target in command.targets]
        if command.action in (Action.REPLACE_WORDS, Action.REMOVE_WORDS):
            places = targets or [Target(context.place)]
            return [
                Proposal(
                    action=command.action,
                    target_eid=target.place.eid,
                    part=target.part,
                    old_words=command.old,
                    new_words=command.new,
                    doubt=_doubt_of(target),
                    **common,
                )
                for target in places
            ]
        if is_general(command.words) and pieces:
            above = targets[0].place if targets else context.place
            targets = [_placed(Target(_place_of(piece)), above) for piece in pieces]
        if not targets:
            if command.action == Action.REPEAL or not pieces:
                return [Proposal(action=Action.OTHER, **common)]
            targets = [_placed(Target(_place_of(piece)), context.place) for piece in pieces]
        found = []
        beside = completed(command.beside, context.place) if command.beside else None
        for target in targets:
            eid = target.place.eid
            piece = None
            if command.action != Action.REPEAL:
                piece = find_piece(pieces, used, eid)
                if piece is not None and target.part == Part.WHOLE:
                    used.add(id(piece))
                elif piece is not None:
                    used.update({id(piece)} if not piece.children else ())
            text = plain_quotation(node.text) if command.action != Action.REPEAL else ""
            nodes = (piece,) if piece is not None else ()
            if not nodes and text and not pieces:
                nodes = (Node("paragraph", text=text),)
            action = command.action if eid else Action.OTHER
            found.append(
                Proposal(
                    action=action,
                    target_eid=eid,
                    part=target.part,
                    nodes=nodes,
                    beside_eid=beside.eid if beside else "",
                    comes_before=command.comes_before,
                    doubt=_doubt_of(target),
                    **common,
                )
            )
        return found

    def _dated(self, proposal: Proposal) -> Proposal:
        for eid, day in self.effects:
            if proposal.amending_eid == eid or proposal.amending_eid.startswith(f"{eid}__"):
                return replace(proposal, effective_on=day)
        return proposal


def read_proposals(parsed: ParsedDocument, names: ActNames | None = None) -> list[Proposal]:
    """What *parsed* orders to be changed in other acts; *names* are the laws known by name."""
    reader = _Reader(read_head(parsed, names or ActNames()), days_of_effect(parsed))
    return list(reader.read(parsed))


def _articles(nodes) -> Iterator[Node]:
    for node in nodes:
        if node.kind == "article":
            yield node
        elif node.kind in _GROUPS:
            yield from _articles(node.children)


def _is_name(words: str, node: Node) -> bool:
    return bool(node.heading) and words == " ".join(node.heading.split())


def _narrowed(context: _Context, commands: list[Command]) -> _Context:
    """The context below “một số điểm của khoản 1 Điều 6”."""
    places = [target.place for command in commands for target in command.targets if target.place]
    if not places:
        return context
    place = completed(places[0], context.place)
    if len(places) > 1 and place.clause is not None:
        # “khoản 1 và khoản 2 Điều 6”: those below say which clause they mean.
        place = Place(article=place.article) if place.article is not None else place
    return replace(context, place=place)


def _placed(target: Target, context: Place) -> Target:
    if not target.place and target.part == Part.HEADING:
        return replace(target, place=Place(article=context.article))
    return replace(target, place=completed(target.place, context))


def _place_of(piece: Node) -> Place:
    if piece.kind in ("article", "clause", "point"):
        return Place(**{piece.kind: piece.number})
    return Place()


def _doubt_of(target: Target) -> str:
    place = target.place
    if place.paragraph is not None or place.item is not None or place.form is not None:
        return "Chỉ dẫn nói tới một đoạn, tiết hoặc mẫu trong quy định này."
    return ""


def _paired(made: list[Proposal], rest: list[Node], pieces: list[Node]) -> list[Proposal]:
    """Orders that found no wording take what is left, in order, when the counts agree."""
    lacking = [
        index
        for index, item in enumerate(made)
        if item.action in (Action.REPLACE, Action.INSERT) and not item.nodes
    ]
    taken = {id(part) for item in made for part in item.nodes}
    free = [piece for piece in rest if id(piece) not in taken]
    if lacking and len(lacking) == len(free):
        for index, piece in zip(lacking, free, strict=True):
            doubt = made[index].doubt or "Số của đoạn trích khác số nêu trong câu chỉ dẫn."
            if piece.kind == "paragraph":
                doubt = made[index].doubt
            made[index] = replace(made[index], nodes=(piece,), doubt=doubt)
        return made
    for index in lacking:
        doubt = made[index].doubt or "Không thấy nội dung mới được trích kèm chỉ dẫn."
        made[index] = replace(made[index], doubt=doubt)
    return made


def _holds(piece: Node, used: set[int]) -> bool:
    """A piece inside *piece* was taken: the quotation gave an article of which clauses are new."""
    return any(id(node) in used for node in piece.walk())


def _short(words: str) -> str:
    return " ".join(words.split())[:2000]
