"""Relations that the text of an act states, each with the sentence that states it.

    title, preamble, units → triggers → acts named beside them → proposals

Pure Python. A machine proposes; `is_sure` says that the words leave no doubt: an exact number
and a wording that drafting rules prescribe.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from content.references.citations import Act, ActNames
from content.references.numbers import number_key

from ..parsing import ParsedDocument, walk
from . import wordings
from .mentions import Mention, listed, mentions
from .units import Unit, units

_LAWS = ("Luật", "Bộ luật", "Pháp lệnh")
_HAS_NUMBER = re.compile(r"\d+.*/.*[A-ZĐ]", re.IGNORECASE)
_HEAD_OF_TITLE = re.compile(
    r"^\s*(?:Luật|Bộ luật|Pháp lệnh|Nghị quyết|Nghị định|Thông tư(?: liên tịch)?|Quyết định"
    r"|Chỉ thị|Lệnh)"
    r"(?:\s+số)?(?:\s+[\w/.-]*\d[\wĐđ/.-]*)?[\s,:]*(?:ngày[^,]{6,30}?\d{4}\s*)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """One relation as read; `happens_on` only where the words name a day."""

    kind: str
    act: Act | None
    citation: str
    sentence: str
    source_eid: str = ""
    target_eid: str = ""
    is_sure: bool = False
    happens_on: date | None = None
    ends_on: date | None = None


def propose(
    parsed: ParsedDocument,
    names: ActNames,
    *,
    title: str = "",
    number: str = "",
    type_name: str = "",
) -> list[Proposal]:
    """Each relation once, in the order of the text; the surer wording wins."""
    reader = _Reader(names, type_name)
    found: dict[tuple, Proposal] = {}
    titled = title.replace(number, "") if number else title
    for proposal in reader.read(parsed, titled, is_consolidation="VBHN" in number.upper()):
        if number and proposal.act and number_key(proposal.act.number) == number_key(number):
            continue  # its own, in a running title
        key = (proposal.kind, _act_key(proposal), proposal.target_eid)
        known = found.get(key)
        if known is None or (proposal.is_sure and not known.is_sure):
            found[key] = proposal
    return _without_what_others_say(list(found.values()))


def legal_bases(parsed: ParsedDocument) -> list[str]:
    """The acts after “Căn cứ” in the preamble, as written."""
    texts = (f"{node.marker}{node.heading}{node.text}" for node in walk(parsed.preface))
    lines = (line for text in texts for line in re.split(r"\n(?=\s*Căn\s+cứ)", text))
    found = (wordings.BASIS.match(line) for line in lines)
    return [" ".join(match["act"].split()) for match in found if match]


class _Reader:
    def __init__(self, names: ActNames, type_name: str):
        self.names, self.type_name = names, type_name

    def read(
        self, parsed: ParsedDocument, title: str, *, is_consolidation: bool
    ) -> Iterator[Proposal]:
        if is_consolidation:
            yield from self._consolidated(parsed)
            return
        yield from self._bases(parsed)
        yield from self._of_title(title or _title_of(parsed))
        for unit in units(parsed):
            yield from self._of_unit(unit)

    def _bases(self, parsed: ParsedDocument) -> Iterator[Proposal]:
        for line in legal_bases(parsed):
            acts = listed(line, mentions(line, self.names))
            if len(acts) < 2:
                act = acts[0].act if acts else None
                yield Proposal("based_on", act, line, f"Căn cứ {line}", is_sure=True)
                continue
            for part, mention in zip(_parted(line, acts), acts, strict=True):
                yield Proposal("based_on", mention.act, part, f"Căn cứ {line}", is_sure=True)

    def _of_title(self, title: str) -> Iterator[Proposal]:
        text = _HEAD_OF_TITLE.sub("", " ".join(title.split()), count=1)
        for kind, pattern in wordings.TITLES:
            if match := pattern.match(text):
                acts = listed(
                    text, (m for m in mentions(text, self.names) if m.start >= match.end())
                )
                for mention in acts:
                    yield from _proposals(kind, mention, title, "", is_sure=_has_number(mention))
                return

    def _consolidated(self, parsed: ParsedDocument) -> Iterator[Proposal]:
        """The acts that the opening lines of a consolidated text name, its bases left out."""
        for node in walk(parsed.preface):
            for line in f"{node.marker}{node.heading}{node.text}".split("\n"):
                if wordings.BASIS.match(line) or "có hiệu lực" not in line:
                    continue
                for mention in listed(line, mentions(line, self.names))[:1]:
                    sure = _has_number(mention)
                    yield from _proposals("consolidates", mention, line, "", is_sure=sure)

    def _of_unit(self, unit: Unit) -> Iterator[Proposal]:
        text = unit.text
        if not (unit.lead or _may_act(text)):
            return
        found = mentions(text, self.names)
        if not any(mention.is_foreign for mention in found):
            return
        if kind := self._kind_of_lead(unit.lead, found):
            yield from self._items(unit, found, *kind)
            return
        yield from self._active(unit, found)
        yield from self._passive(unit, found)
        yield from self._amending(unit, found)
        if unit.is_first and wordings.SAYS_OF_ITSELF.match(text):
            yield from self._detailing(unit, found)

    def _active(self, unit: Unit, found: list[Mention]) -> Iterator[Proposal]:
        text = unit.text
        for match in wordings.ACTIVE.finditer(text):
            since = text.rfind(";", 0, match.start()) + 1
            before = text[since : match.start()]
            if wordings.NOT_ORDERED.search(before) or _is_quoted(text, match.start()):
                continue
            if any(since <= m.start < match.start() and m.is_foreign for m in found):
                continue
            behind = [m for m in found if m.start >= match.end()]
            if not behind or not wordings.FILLER.fullmatch(text[match.end() : behind[0].start]):
                continue
            acts = _until(text, listed(text, behind))
            kind = _verb(match, acts, text)
            if acts and wordings.SOME_PARTS.search(text[match.end() : acts[0].start]):
                kind = _of_parts(kind, acts)
            is_order = not before.strip() or unit.is_closing or "này" in before
            yield from self._told(kind, acts, unit, match.end(), is_sure=is_order)

    def _passive(self, unit: Unit, found: list[Mention]) -> Iterator[Proposal]:
        text = unit.text
        for match in wordings.PASSIVE.finditer(text):
            since = text.rfind(";", 0, match.start()) + 1
            subject = [m for m in found if since <= m.start and m.end <= match.start()]
            foreign = [m for m in subject if m.is_foreign]
            if not foreign or wordings.NOT_EXPIRING.search(text[: match.start()]):
                continue
            start = text[since : foreign[0].start]
            while subject and subject[0].start < foreign[0].start:  # “Kể từ ngày Luật này …,”
                subject = subject[1:]
            if not wordings.SUBJECT.fullmatch(start) or _is_quoted(text, match.start()):
                continue
            if re.match(r"\s+(?:bởi|bằng)\b", text[match.end() :]):
                continue
            acts = listed(text, subject)
            some = wordings.SOME_PARTS.search(start)
            kind = _of_parts("ends", acts) if some else "ends"
            yield from self._told(kind, acts, unit, match.end(), is_sure=unit.is_closing)

    def _items(self, unit: Unit, found: list[Mention], kind: str, is_sure: bool):
        """One item below a lead: it begins with the act that the lead is about."""
        before = unit.text[: found[0].start]
        if wordings.SUBJECT.fullmatch(before):
            acts = listed(unit.text, found)
            yield from self._told(kind, acts, unit, 0, is_sure=is_sure, said=unit.lead)

    def _kind_of_lead(self, lead: str, found: list[Mention]) -> tuple[str, bool] | None:
        if not lead or wordings.WORDS_EXCHANGED.search(lead):
            return None
        if any(mention.is_foreign for mention in mentions(lead, self.names)):
            return None
        if match := wordings.LEAD_ACTIVE.match(lead):
            return match.lastgroup, True
        if wordings.LEAD_PASSIVE.match(lead):
            return "ends", True
        for match in wordings.ACTIVE.finditer(lead):
            if wordings.NOT_ORDERED.search(lead[: match.start()]):
                continue
            if wordings.FILLER.fullmatch(lead[match.end() :]):
                return match.lastgroup, True
        expiring = wordings.PASSIVE.search(lead)
        if expiring and wordings.SUBJECT.match(lead).end() >= expiring.start():
            return "ends", True
        return None

    def _amending(self, unit: Unit, found: list[Mention]) -> Iterator[Proposal]:
        text = unit.text
        foreign = [mention for mention in found if mention.is_foreign]
        if wordings.AMENDING.match(text):
            acts = listed(text, found[found.index(foreign[0]) :])
            acts = [m for m in acts if not _is_quoted(text, m.start)]
        elif wordings.AMENDED.match(text, foreign[0].end) and foreign[0].start < 12:
            acts = foreign[:1]
        else:
            return
        for mention in acts:
            yield from _proposals("amends", mention, text, unit.eid, is_sure=_has_number(mention))

    def _detailing(self, unit: Unit, found: list[Mention]) -> Iterator[Proposal]:
        match = wordings.DETAILING.search(unit.text) or wordings.GUIDING.search(unit.text)
        behind = [m for m in found if match and m.start >= match.end()]
        if not behind or behind[0].start - match.end() > 90 or not behind[0].is_foreign:
            return
        kind = "details" if wordings.DETAILING.match(unit.text, match.start()) else "guides"
        for mention in listed(unit.text, behind)[:1]:
            sure = _has_number(mention)
            yield from _proposals(kind, mention, unit.text, unit.eid, is_sure=sure)

    def _told(
        self, kind: str, acts: Iterable[Mention], unit: Unit, end: int, *, is_sure: bool, said=""
    ) -> Iterator[Proposal]:
        """*acts* that end or pause, with the days that the words name behind them."""
        behind = f"{unit.text[end:]} {said}"
        excepted = bool(wordings.EXCEPTED.search(behind))
        begins, ends = _day(wordings.FROM_DAY, behind, "f"), _day(wordings.TO_DAY, behind, "t")
        sentence = " ".join(filter(None, [said, unit.text]))
        for mention in acts:
            if wordings.EXCEPTED.search(unit.text[end : mention.start]) and end:
                continue
            sure = is_sure and _has_number(mention) and not excepted
            if mention.act.attachment or "kèm theo" in unit.text[: mention.start]:
                sure = False
            named = self._ending(mention) if kind == "ends" else kind
            for proposal in _proposals(named, mention, sentence, unit.eid, is_sure=sure):
                if named in ("corrects", "amends"):
                    yield proposal
                else:
                    paused = named in ("suspends", "pauses")
                    yield replace(proposal, happens_on=begins, ends_on=ends if paused else None)

    def _ending(self, mention: Mention) -> str:
        """What “hết hiệu lực” says: an act of the same rank gives way, others are repealed."""
        kinds = (self.type_name, mention.act.type)
        alike = kinds[0] == kinds[1] or all(kind in _LAWS for kind in kinds)
        return "replaces" if alike and not mention.eids else "repeals"


def _proposals(
    kind: str, mention: Mention, sentence: str, eid: str, *, is_sure: bool
) -> Iterator[Proposal]:
    common = Proposal(kind, mention.act, mention.words, sentence, eid, is_sure=is_sure)
    for place in mention.eids or ("",):
        yield replace(common, target_eid=place)


def _may_act(text: str) -> bool:
    """Cheap: most sentences of an act say nothing about others."""
    patterns = (wordings.ACTIVE, wordings.PASSIVE, wordings.SAYS_OF_ITSELF)
    return bool(
        wordings.AMENDING.match(text)
        or any(pattern.search(text) for pattern in patterns)
        or "như sau" in text
    )


def _verb(match: re.Match[str], acts: list[Mention], text: str) -> str:
    """What the verb says: “thay thế Phụ lục I … bằng Phụ lục I …” gives a provision new words."""
    is_exchange = acts and acts[0].eids and " bằng " in text[acts[-1].end :]
    if match.lastgroup == "replaces" and is_exchange:
        return "amends"
    return match.lastgroup


def _of_parts(kind: str, acts: list[Mention]) -> str:
    """Some articles that are not named are repealed: the act goes on, changed."""
    is_end = kind in ("repeals", "replaces", "ends")
    is_unnamed = acts[0].eids in ((), ("annex",))
    return "amends" if is_end and is_unnamed else kind


def _until(text: str, acts: list[Mention]) -> list[Mention]:
    """*acts* before another thing begins to be told: “…; bãi bỏ Thông tư số 5”."""
    if not acts:
        return []
    told = (pattern.search(text, acts[0].end) for pattern in (wordings.ACTIVE, wordings.PASSIVE))
    limits = [text.rfind(";", acts[0].end, match.start()) for match in told if match]
    limit = min((found for found in limits if found >= 0), default=len(text))
    return [mention for mention in acts if mention.start < limit]


def _has_number(mention: Mention) -> bool:
    """An exact number behind the type of an act: forms are numbered alike (“Mẫu 05-TT/SHTT”)."""
    return bool(mention.act.type and _HAS_NUMBER.search(mention.act.number))


def _is_quoted(text: str, position: int) -> bool:
    before = text[:position]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def _day(pattern: re.Pattern[str], text: str, name: str) -> date | None:
    if not (match := pattern.search(text)):
        return None
    try:
        return date(int(match[f"{name}y"]), int(match[f"{name}m"]), int(match[f"{name}d"]))
    except ValueError:
        return None


def _title_of(parsed: ParsedDocument) -> str:
    title = parsed.bodies[0].title
    return f"{title.marker} {title.heading} {title.text}" if title else ""


def _parted(line: str, acts: list[Mention]) -> list[str]:
    """*line* cut before each of *acts* but the first."""
    starts = [0, *(mention.start for mention in acts[1:]), len(line)]
    pieces = (line[start:end] for start, end in pairwise(starts))
    return [re.sub(r"(?:[\s,;]|\bvà)*$", "", piece) for piece in pieces]


def _act_key(proposal: Proposal) -> str:
    act = proposal.act
    if act is None:
        return proposal.citation
    return act.number or f"{act.name} {act.year or ''}"


def _without_what_others_say(found: list[Proposal]) -> list[Proposal]:
    """No “bãi bỏ” of an act that is replaced, no “sửa đổi” of a whole that is repealed."""
    ended = {_act_key(p) for p in found if p.kind == "replaces" and not p.target_eid}
    return [
        p
        for p in found
        if not (p.kind in ("repeals", "amends") and not p.target_eid and _act_key(p) in ended)
    ]
