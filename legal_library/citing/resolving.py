"""From a citation to the document that it means, as of the day of the citing text, and its place.

A citation is resolved or left as plain text with the reason; nothing is guessed between two
documents that are numbered alike.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from content.references.citations import Act, Citation, Place, name_key
from content.references.numbers import number_key
from content.text import fold

from .catalogue import Catalogue, Entry, TextOf
from .named_acts import NamedAct, NamedActs, chosen


class Reason(StrEnum):
    """Why a citation leads where it does, or nowhere."""

    NUMBER = "number"
    NAME_AND_YEAR = "name_and_year"
    NAME_AS_OF = "name_as_of"  # the law of this name that was in force on the day
    SELF = "self"
    ANTECEDENT = "antecedent"  # “Luật này” of a text that is no law: the one named before
    NO_ACT = "no_act"
    SELF_UNKNOWN = "self_unknown"  # “Điều này” of a text that is no act
    QUOTED = "quoted"  # of the act that a quoted amendment will stand in, which is not known
    NOT_IN_LIBRARY = "not_in_library"
    AMBIGUOUS = "ambiguous"  # several documents have this number, or it is half a number
    NO_SUCH_PROVISION = "no_such_provision"


@dataclass(frozen=True, slots=True)
class Resolution:
    reason: Reason
    entry: Entry | None = None
    expression_date: date | None = None
    eid: str = ""
    number: str = ""  # what a name meant on the day, also when the library has no such document

    @property
    def is_resolved(self) -> bool:
        return self.entry is not None and self.reason != Reason.NO_SUCH_PROVISION


def resolve(
    citation: Citation,
    catalogue: Catalogue,
    laws: NamedActs,
    *,
    as_of: date,
    home: Entry | None = None,
) -> Resolution:
    """Where *citation* leads; *home* is the document whose text it stands in."""
    act, place, reason = citation.act, citation.bound, Reason.NUMBER
    if citation.is_self or act is None:
        if citation.quoted:
            return Resolution(Reason.QUOTED)
        if home is not None:
            return _placed(home, place, None, catalogue, as_of, Reason.SELF, "")
        if citation.antecedent is None:
            return Resolution(Reason.SELF_UNKNOWN if citation.is_self else Reason.NO_ACT)
        act, reason = citation.antecedent, Reason.ANTECEDENT
    number = act.number
    if not number and act.name:
        law = _law_of(act, catalogue, laws, as_of)
        if law is None:
            return Resolution(Reason.NOT_IN_LIBRARY)
        number = law.number
        if reason == Reason.NUMBER:
            reason = Reason.NAME_AND_YEAR if act.year else Reason.NAME_AS_OF
        if not number:
            entries = catalogue.named(name_key(act.name))
            return _placed(entries[0], place, act, catalogue, as_of, reason, "")
    if not number:
        return Resolution(Reason.NO_ACT)
    if number.isdigit():
        return Resolution(Reason.AMBIGUOUS)  # “Nghị định 100”: each year has one
    entries = _meant(act, catalogue.numbered(number_key(number)), home)
    if not entries:
        return Resolution(Reason.NOT_IN_LIBRARY, number=number)
    if len(entries) > 1:
        return Resolution(Reason.AMBIGUOUS, number=number)
    return _placed(entries[0], place, act, catalogue, as_of, reason, number)


def _law_of(act: Act, catalogue: Catalogue, laws: NamedActs, as_of: date) -> NamedAct | None:
    entries = catalogue.named(name_key(act.name))
    return chosen(laws.candidates(act.name, entries), year=act.year, as_of=as_of)


def _meant(act: Act, entries: Sequence[Entry], home: Entry | None) -> list[Entry]:
    """Those of *entries* that the citation can mean: its date, issuer and type tell them apart.

    Numbers without a year begin anew each year, so their date must agree; of a number with
    its year a wrong day is a slip of the pen.
    """
    found = list(entries)
    if act.issued_on:
        has_year = bool(re.search(r"/(?:19|20)\d\d/", act.number))
        same_day = [entry for entry in found if entry.issued_on in (act.issued_on, None)]
        found = same_day if same_day or not has_year else found
    if act.issuer and _is_local(act.number):
        wanted = _issuer_key(act.issuer)
        known = [e for e in found if not e.issuer or _says_same(_issuer_key(e.issuer), wanted)]
        found = known
    if len(found) > 1 and act.issued_on:
        found = [entry for entry in found if entry.issued_on == act.issued_on] or found
    if len(found) > 1 and act.type:
        found = [entry for entry in found if entry.type in (act.type, "")] or found
    if len(found) > 1 and home is not None and home.issuer:
        # A province that cites “Quyết định số 15/2030/QĐ-UBND” means its own.
        found = [entry for entry in found if entry.issuer == home.issuer] or found
    return found


def _is_local(number: str) -> bool:
    return bool(re.search(r"UBND|HĐND|UB$|/TU$|-S[A-ZĐ]+$", number))


def _issuer_key(name: str) -> str:
    key = fold(name)
    key = re.sub(r"\bubnd\b", "uy ban nhan dan", key)
    key = re.sub(r"\bhdnd\b", "hoi dong nhan dan", key)
    return re.sub(r"^(?:chu tich|bo truong|giam doc|thong doc)\s+", "", " ".join(key.split()))


def _says_same(one: str, other: str) -> bool:
    """“Ủy ban nhân dân tỉnh” of a citation is any province's; the library's name is the longer."""
    return one.startswith(other) or other.startswith(one)


def _placed(
    entry: Entry,
    place: Place,
    act: Act | None,
    catalogue: Catalogue,
    as_of: date,
    reason: Reason,
    number: str,
) -> Resolution:
    text = catalogue.text_on(entry, as_of)
    valid_on = text.valid_on if text else None
    if not place:
        return Resolution(reason, entry, valid_on, "", number or entry.number)
    eid = _eid_in(text, place, attached=bool(act and act.attachment))
    if not eid:
        return Resolution(Reason.NO_SUCH_PROVISION, entry, valid_on, "", number or entry.number)
    return Resolution(reason, entry, valid_on, eid, number or entry.number)


def _eid_in(text: TextOf | None, place: Place, *, attached: bool) -> str:
    """The place's eId as the text has it; as the rule makes it when the places are unknown."""
    eid = place.eid
    if not eid or text is None:
        return ""
    body = f"att_1__{eid}"
    if text.eids is None:
        return body if attached else eid
    for candidate in (body, eid) if attached else (eid, body):
        if candidate in text.eids:
            return candidate
    if place.article is None and place.clause is None and place.point is None:
        # Sections and annexes stand in wider parts that a citation need not name, if there is
        # but one of them.
        wanted = f"__{eid}".lower()
        found = [known for known in text.eids if f"__{known}".lower().endswith(wanted)]
        return found[0] if len(found) == 1 else ""
    return ""
