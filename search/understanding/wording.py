"""Filters that a query states in words: “nghị định 2024 về đất đai”, “… của Sở Y tế”.

Type words are everyday words too (“quyết định xử phạt”, “hướng dẫn làm hộ chiếu”), so a type
counts only where something follows that nobody says of the everyday word. Pure Python.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from content import validity
from content.filter_words import FilterWord

from ..analysis import folded, syllables

NEWEST = "newest"

Words = tuple[str, ...]

_LEAD = {("tim",), ("xem",), ("cho", "xem"), ("toi", "can"), ("can", "tim")}
_PLURAL = {("cac",), ("nhung",), ("tat", "ca"), ("toan", "bo"), ("danh", "sach"), ("moi",)}
_ANY_DOCUMENT = {
    ("van", "ban"),
    ("van", "ban", "phap", "luat"),
    ("van", "ban", "quy", "pham", "phap", "luat"),
}
# Types that are no everyday words: “về” after them is enough.
_TELLING = {
    ("nghi", "dinh"),
    ("nghi", "quyet"),
    ("phap", "lenh"),
    ("thong", "tu"),
    ("thong", "tu", "lien", "tich"),
    ("van", "ban", "hop", "nhat"),
}
_ABOUT = {
    ("ve", "viec"),
    ("ve",),
    ("lien", "quan", "den"),
    ("lien", "quan", "toi"),
    ("quy", "dinh", "ve"),
    ("noi", "ve"),
}
_STATES = {
    ("con", "hieu", "luc"): frozenset({validity.IN_FORCE, validity.PARTLY_EXPIRED}),
    ("dang", "con", "hieu", "luc"): frozenset({validity.IN_FORCE, validity.PARTLY_EXPIRED}),
    ("dang", "co", "hieu", "luc"): frozenset({validity.IN_FORCE, validity.PARTLY_EXPIRED}),
    ("het", "hieu", "luc"): frozenset({validity.EXPIRED}),
    ("da", "het", "hieu", "luc"): frozenset({validity.EXPIRED}),
    ("chua", "co", "hieu", "luc"): frozenset({validity.NOT_YET_IN_FORCE}),
    ("sap", "co", "hieu", "luc"): frozenset({validity.NOT_YET_IN_FORCE}),
}
_NEWEST = {("moi", "nhat"), ("moi", "ban", "hanh")}
# What a unit has rather than publishes: “nhiệm vụ của Sở Y tế” stands in the law.
_BELONGS = {
    *(("nhiem", "vu"), ("quyen", "han"), ("chuc", "nang"), ("tham", "quyen"), ("vai", "tro")),
    *(("trach", "nhiem"), ("quyen",), ("nghia", "vu"), ("co", "cau"), ("to", "chuc")),
    *(("dia", "chi"), ("thoai",), ("giam", "doc"), ("tru", "so"), ("email",), ("lanh", "dao")),
    *(("dong",), ("duong", "day", "nong"), ("lam", "viec"), ("nhan", "su")),
}
_LONGEST_NAME = 14  # syllables of a unit's name
_FIRST_YEAR, _LAST_YEAR = 1945, 2100


@dataclass(frozen=True, slots=True)
class WordFilter:
    """One filter that was read out of the words."""

    facet: str
    values: frozenset[str]
    name: str  # what the page calls it: "Nghị định", "2024"
    typed: str = ""  # in the reader's words: "do Sở Y tế ban hành"


@dataclass(frozen=True, slots=True)
class Wording:
    rest: str  # what is left to search for
    filters: tuple[WordFilter, ...] = ()
    order: str = ""


class FilterNames:
    """The names by which readers call what results are filtered by."""

    def __init__(self, words: Iterable[FilterWord]):
        self._named: dict[Words, dict[str, FilterWord]] = {}
        for word in words:
            key = tuple(folded(syllables(word.name)))
            if key:
                self._add(key, word)

    def at(self, words: list[str], place: int, *facets: str) -> tuple[FilterWord, int] | None:
        """The longest name of one of *facets* that begins at *place*, and where it ends."""
        for end in range(min(place + _LONGEST_NAME, len(words)), place, -1):
            found = self._named.get(tuple(words[place:end]), {})
            for facet in facets:
                if facet in found:
                    return found[facet], end
        return None

    def _add(self, key: Words, word: FilterWord) -> None:
        facets = self._named.setdefault(key, {})
        if known := facets.get(word.facet):  # a unit of today and one of yesterday by one name
            word = word._replace(values=known.values | word.values)
        facets[word.facet] = word


@dataclass(slots=True)
class _Reading:
    """A query while it is read; `filters` by facet, the first of each counts."""

    typed: list[str]
    words: list[str]  # folded
    names: FilterNames
    filters: dict[str, WordFilter] = field(default_factory=dict)
    order: str = ""

    def take(self, facet: str, values: Iterable[str], name: str, place: int, end: int) -> None:
        words = " ".join(self.typed[place:end])
        self.filters.setdefault(facet, WordFilter(facet, frozenset(values), name, words))


def read_wording(
    query: str, names: FilterNames, *, without: frozenset[str] = frozenset()
) -> Wording:
    """The filters that *query* states, and its other words; all of it where it states none.

    Filters of the facets in *without* stay words.
    """
    typed = syllables(query)
    reading = _Reading(typed, folded(typed), names)
    found = _with_head(reading) or _with_tail(reading)
    if found is None:
        return Wording(rest=query)
    kept = [item.typed for item in found.filters if item.facet in without]
    return Wording(
        rest=" ".join([*kept, found.rest]),
        filters=tuple(item for item in found.filters if item.facet not in without),
        order=found.order,
    )


def _with_head(reading: _Reading) -> Wording | None:
    """“các nghị định năm 2024 của Chính phủ về …”: a kind of thing, then what limits it."""
    place, plural = 0, False
    while end := _any_at(reading.words, place, _LEAD | _PLURAL):
        plural = plural or tuple(reading.words[place:end]) in _PLURAL
        place = end
    start = place
    place = _head(reading, place)
    if place is None:
        return None
    head = tuple(reading.words[start:place])
    is_kind = "kind" in reading.filters
    limits_from = place
    while end := _limit(reading, place):
        place = end
    limited = place > limits_from
    about = _any_at(reading.words, place, _ABOUT)
    sure = plural or is_kind or head in _TELLING | _ANY_DOCUMENT
    stop = len(reading.words)
    while sure or limited:
        before = _limit_before(reading, stop, least=place, may_be_year=bool(about))
        if before is None:
            break
        stop = before
    if not limited and not (sure and (about or stop < len(reading.words))):
        return None
    rest = reading.typed[about or place : stop] or reading.typed[start:limits_from]
    return Wording(" ".join(rest), tuple(reading.filters.values()), reading.order)


def _head(reading: _Reading, place: int) -> int | None:
    if named := reading.names.at(reading.words, place, "type", "kind"):
        word, end = named
        reading.take(word.facet, word.values, word.label or word.name, place, end)
        return end
    return _any_at(reading.words, place, _ANY_DOCUMENT)


def _with_tail(reading: _Reading) -> Wording | None:
    """“lịch tiếp công dân của Sở Y tế”, “… lĩnh vực đất đai”: only what limits, at the end."""
    reading.filters.clear()
    reading.order = ""
    words = reading.words
    for place in range(1, len(words) - 1):
        end = _topic(reading, place)
        if not end and words[place] == "cua" and not _any_before(words, place, _BELONGS):
            end = _unit(reading, place)
        if end == len(words):
            return Wording(" ".join(reading.typed[:place]), tuple(reading.filters.values()))
        reading.filters.clear()
    return None


def _limit(reading: _Reading, place: int) -> int | None:
    """Where the limit that begins at *place* ends; None when none does."""
    words = reading.words
    if end := _any_at(words, place, _STATES):
        values = _STATES[tuple(words[place:end])]
        reading.take("validity", values, " ".join(reading.typed[place:end]), place, end)
        return end
    if end := _any_at(words, place, _NEWEST):
        reading.order = NEWEST
        return end
    return _year(reading, place) or _unit(reading, place) or _topic(reading, place)


def _limit_before(reading: _Reading, stop: int, *, least: int, may_be_year: bool) -> int | None:
    """Where a limit begins that ends right before *stop*."""
    # “… hướng dẫn Luật Đất đai năm 2024” is about a law of that year.
    may_be_year = may_be_year and "luat" not in reading.words[least:stop]
    for place in range(max(least, stop - _LONGEST_NAME - 1), stop):
        if reading.words[place].isdigit() or (reading.words[place] == "nam" and not may_be_year):
            continue
        seen = dict(reading.filters), reading.order
        if _limit(reading, place) == stop and (reading.filters, reading.order) != seen:
            return place
        reading.filters, reading.order = seen
    return None


def _year(reading: _Reading, place: int) -> int | None:
    words, start = reading.words, place
    place += 1 if words[place : place + 1] == ["nam"] else 0
    year = words[place] if place < len(words) else ""
    if not (len(year) == 4 and year.isascii() and year.isdigit()):
        return None
    if not _FIRST_YEAR <= int(year) <= _LAST_YEAR:
        return None
    reading.take("year", {year}, year, start, place + 1)
    return place + 1


def _unit(reading: _Reading, place: int) -> int | None:
    """“của Sở Y tế”, “do Bộ Y tế ban hành”."""
    words = reading.words
    if words[place : place + 1] not in (["cua"], ["do"]):
        return None
    named = reading.names.at(words, place + 1, "unit")
    if not named:
        return None
    word, end = named
    if words[place] == "do" and tuple(words[end : end + 2]) != ("ban", "hanh"):
        return None
    end = end + 2 if tuple(words[end : end + 2]) == ("ban", "hanh") else end
    reading.take("unit", word.values, word.label or word.name, place, end)
    return end


def _topic(reading: _Reading, place: int) -> int | None:
    """“lĩnh vực đất đai”, “thuộc lĩnh vực y tế”."""
    words, start = reading.words, place
    place += 1 if words[place : place + 1] in (["thuoc"], ["trong"], ["ve"]) else 0
    if tuple(words[place : place + 2]) != ("linh", "vuc"):
        return None
    named = reading.names.at(words, place + 2, "topic")
    if not named:
        return None
    word, end = named
    reading.take("topic", word.values, word.label or word.name, start, end)
    return end


def _any_at(words: list[str], place: int, wanted: Iterable[Words] | Mapping) -> int | None:
    """Where the longest of *wanted* that begins at *place* ends."""
    ends = [
        place + len(option)
        for option in wanted
        if tuple(words[place : place + len(option)]) == option
    ]
    return max(ends, default=None)


def _any_before(words: list[str], stop: int, wanted: Iterable[Words]) -> bool:
    return any(tuple(words[max(stop - len(w), 0) : stop]) == w for w in wanted)
