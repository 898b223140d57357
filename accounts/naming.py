"""Names of accounts: `{unit}_{role}` for the first holder, `{unit}_{role}_{sign}` for the others.

The rule is khoản 7 Điều 3 of the rules on accounts issued with Quyết định 2626/QĐ-BTP. Pure
Python. The examples there slip in places (“bkhđt_pc_lđ”, the role “Id”); what is made here is
always lower-case ASCII.
"""

import re
from collections.abc import Callable, Iterator
from itertools import count

from content.text import fold

_SMALL_WORDS = frozenset({"va", "cua", "cac", "ve"})
# An office inside a body is named by its field alone: Cục Bổ trợ tư pháp gives “bttp”.
_KINDS_INSIDE = re.compile(r"(?:chi cuc|cuc|vu|phong|ban|trung tam|van phong)\s+(?=\S)")
_COMMITTEE = re.compile(r"(?:uy ban nhan dan|ubnd|hoi dong nhan dan|hdnd)\s+")
_COMMUNE = re.compile(r"(?:xa|phuong|thi tran|dac khu)\s+\S")
_JUSTICE = re.compile(r"so tu phap\b")


def initials(text: str) -> str:
    """The first letters of the words that carry meaning: “Giáo dục và Đào tạo” gives “gddt”."""
    words = re.findall(r"[a-z0-9]+", fold(text))
    return "".join(word[0] for word in words if word not in _SMALL_WORDS)


def joined(text: str) -> str:
    """All letters of *text* in one word: “Tỉnh An Lạc” gives “tinhanlac”."""
    return "".join(re.findall(r"[a-z0-9]+", fold(text)))


def unit_code(name: str, province: str = "", above: str = "") -> str:
    """The code of a unit in account names.

    *province* is the name of its province, *above* the code of the body it is an office of.

    - the Sở Tư pháp is named after its province: “tinhlongan”
    - a commune by its name and the province's initials, as there is no district any more:
      “xabocbo_tbk”; the province itself: “ubndtinhlongan”
    - other bodies by their initials: “stc”; an office inside one after it: “tinhlongan_tgplnn”
    """
    words = fold(name).strip()
    place = _COMMITTEE.sub("", words, count=1)
    if _JUSTICE.match(words) and not above:
        return joined(province) or joined(words.removeprefix("so tu phap")) or "sotuphap"
    if province and joined(place) == joined(province):
        return f"ubnd{joined(place)}"
    if _COMMUNE.match(place):
        return "_".join(filter(None, [joined(place), initials(province)]))
    if above:
        return f"{above}_{initials(_KINDS_INSIDE.sub('', words, count=1))}"
    return initials(words) or "donvi"


def sign(full_name: str) -> str:
    """The given name and the initials before it: “Nguyễn Mạnh Dũng” gives “dungnm”."""
    words = re.findall(r"[a-z0-9]+", fold(full_name))
    return words[-1] + "".join(word[0] for word in words[:-1]) if words else ""


def candidates(unit: str, role: str, full_name: str) -> Iterator[str]:
    """Names for a new account, the best first; without an end."""
    plain = f"{unit}_{role}"
    yield plain
    if own := sign(full_name):
        yield f"{plain}_{own}"
        yield from (f"{plain}_{own}{number}" for number in count(2))
    yield from (f"{plain}_{number}" for number in count(1))


def account_name(unit: str, role: str, full_name: str, *, is_taken: Callable[[str], bool]) -> str:
    """The first name of the rule that nobody has or had; names are never given twice."""
    return next(name for name in candidates(unit, role, full_name) if not is_taken(name))
