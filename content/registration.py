"""What an app tells the portal about itself, without importing the parts that use it.

An app with something to be found has a `searching.py` that calls `register_search_source`.
The module is autodiscovered when the portal starts, the way Django discovers `admin.py`.
A change of an object is announced with `announce_change`; whoever keeps a derived copy
(the search index) listens with `on_change` and writes in the same transaction.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple


class Place(NamedTuple):
    """Where a published thing counts: a unit, and one of the eight standard components."""

    unit_id: int
    component: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of a record that can be found and quoted by itself, such as a clause."""

    anchor: str  # fragment of the record's address: "khoan-2"
    label: str  # what a reader calls it: "Khoản 2"
    text: str


@dataclass(frozen=True, slots=True)
class SearchRecord:
    """One thing that can be found: an article of a law, a question, a news item.

    `key` is unique within its source and starts with the object's primary key and a
    slash, so that all records of one object can be replaced together.
    """

    key: str  # "12/art_5"
    title: str
    body: str
    url: str
    passages: tuple[Passage, ...] = ()
    language: str = "vi"
    context: str = ""  # what it belongs to: "Nghị định 168/2024/NĐ-CP"
    number: str = ""  # the document's number, as printed
    type_code: str = ""  # a document type or material kind, for the filter
    type_label: str = ""
    topics: tuple[str, ...] = ()  # codes of topics
    unit: str = ""  # code of the owner or issuing unit
    unit_label: str = ""
    year: int | None = None
    published_on: date | None = None
    effective_from: date | None = None
    effective_to: date | None = None
    stated_status: str = ""  # see content.validity; empty for what is not law
    document: str = ""  # what its results are grouped under; empty: under its own object
    authority: int = 0  # how often other published texts cite it
    amending: bool = False  # it changes other acts; these come first
    provincial: bool = False  # issued by a body of the province


@dataclass(frozen=True, slots=True)
class SearchSource:
    """A kind of findable content and how to read it from the database."""

    name: str  # "provisions"; stable, part of index keys
    label: str  # "Điều luật": the tab above the results
    records: Callable[[], Iterable[SearchRecord]]  # everything that is public now
    records_of: Callable[[Iterable[int]], Iterator[SearchRecord]]  # of these objects, public only
    count: Callable[[], int]  # objects that `records` will read, for the progress bar
    order: int = 100
    icon: str = "doc-full"
    follows: str = ""  # another source of the same objects: what changes there changes here
    ages: bool = False  # what is new comes before what is old, as with news


@dataclass(frozen=True, slots=True)
class LawPlace:
    """How law is addressed outside the library: texts are replaced, this stays."""

    document_uuid: str
    eid: str = ""  # "art_5__para_2"; empty for the whole document


@dataclass(frozen=True, slots=True)
class CitingText:
    """The words of a published thing in which law may be cited."""

    primary_key: int
    written_on: date  # what the text cites is meant as it was on this day
    fields: tuple[tuple[str, str], ...]  # the name and plain words of each field, as read


@dataclass(frozen=True, slots=True)
class CitingSource:
    """A kind of published content whose texts cite the law, and how to read them."""

    name: str  # "questions": the kind of its records
    texts_of: Callable[[Iterable[int]], Iterator[CitingText]]  # of these objects, public only


@dataclass(frozen=True, slots=True)
class WaitingItem:
    """One thing that waits for a person: a draft to approve, a question to answer."""

    title: str
    url: str  # where it is dealt with, in the admin
    label: str  # what is to be done: "Phê duyệt"
    since: datetime
    due_on: date | None = None
    unit: str = ""  # name of the unit concerned
    note: str = ""  # why it came back, or who sent it


@dataclass(frozen=True, slots=True)
class WaitingSource:
    """A kind of work that may wait for somebody; fills “Việc của tôi”.

    Give `rows` and `url` where the work is rows of the database: the inbox then sorts and
    pages all sources in one query. Give `items` where it has to be computed.
    """

    name: str  # "returned"; stable
    label: str  # "Bị trả lại"
    count: Callable[[object], int] | None = None  # how many wait for this user, in one query
    # The first so many, most urgent first.
    items: Callable[[object, int], list[WaitingItem]] | None = None
    # A queryset made with `content.waiting_rows`, and the address of one of its rows.
    rows: Callable[[object], object] | None = None
    url: Callable[[object], str] | None = None
    for_information: bool = False  # waits for somebody else: shown, not counted, not mailed
    order: int = 100
    icon: str = "tasks"


@dataclass(frozen=True, slots=True)
class EntryForm:
    """Where something that is no page is written for one of the eight components."""

    component: str
    label: str  # what is added: "câu hỏi"
    view: str  # name of the address in the admin


@dataclass(slots=True)
class _Registry:
    sources: dict[str, SearchSource] = field(default_factory=dict)
    citing: dict[str, CitingSource] = field(default_factory=dict)
    listeners: list[Callable[[str, Sequence[int]], None]] = field(default_factory=list)
    law_readers: list[Callable[[str], LawPlace | None]] = field(default_factory=list)
    waiting: dict[str, WaitingSource] = field(default_factory=dict)
    place_listeners: list[Callable[[set[Place]], None]] = field(default_factory=list)
    entry_forms: list[EntryForm] = field(default_factory=list)


_registry = _Registry()


def register_search_source(source: SearchSource) -> SearchSource:
    """Make *source* searchable; a second registration under the same name replaces the first."""
    _registry.sources[source.name] = source
    return source


def search_sources() -> tuple[SearchSource, ...]:
    """All registered sources in the order of their tabs."""
    return tuple(sorted(_registry.sources.values(), key=lambda source: (source.order, source.name)))


def register_citing_source(source: CitingSource) -> CitingSource:
    """Have the citations of law in *source* found whenever one of its objects changes."""
    _registry.citing[source.name] = source
    return source


def citing_sources() -> dict[str, CitingSource]:
    """The kinds of content that cite the law, by their names."""
    return dict(_registry.citing)


def on_change(listener: Callable[[str, Sequence[int]], None]) -> None:
    """Call *listener*(source name, primary keys) whenever objects of a source change."""
    if listener not in _registry.listeners:
        _registry.listeners.append(listener)


def announce_change(source_name: str, primary_key: int) -> None:
    """Tell the listeners that an object was published, changed, withdrawn or deleted."""
    announce_changes(source_name, [primary_key])


def announce_changes(source_name: str, primary_keys: Sequence[int]) -> None:
    """`announce_change` of many objects at once, for imports."""
    followers = (s.name for s in search_sources() if s.follows == source_name)
    for name in (source_name, *followers):
        for listener in _registry.listeners:
            listener(name, primary_keys)


def register_entry_form(entry_form: EntryForm) -> EntryForm:
    """Offer the form to the editors of a section; pages are offered by their own kinds."""
    if entry_form not in _registry.entry_forms:
        _registry.entry_forms.append(entry_form)
    return entry_form


def entry_forms(component: str) -> list[EntryForm]:
    """The forms for what is no page in *component*."""
    return [item for item in _registry.entry_forms if item.component == component]


def on_place_change(listener: Callable[[set[Place]], None]) -> None:
    """Call *listener*(places) when what is published in these places has changed."""
    if listener not in _registry.place_listeners:
        _registry.place_listeners.append(listener)


def announce_place_change(places: set[Place]) -> None:
    """Tell the listeners where something was published, withdrawn or moved, from and to."""
    if places:
        for listener in _registry.place_listeners:
            listener(places)


def register_law_reader(reader: Callable[[str], LawPlace | None]) -> None:
    """Let *reader* say which place of the law a public address shows."""
    if reader not in _registry.law_readers:
        _registry.law_readers.append(reader)


def law_place(address: str) -> LawPlace | None:
    """The place of the law that *address* shows, None when nobody knows it."""
    places = (reader(address) for reader in _registry.law_readers)
    return next((place for place in places if place), None)


def register_waiting_source(source: WaitingSource) -> WaitingSource:
    """Show what *source* knows in everybody's “Việc của tôi”; from an app's `waiting.py`."""
    _registry.waiting[source.name] = source
    return source


def waiting_sources() -> tuple[WaitingSource, ...]:
    """All registered kinds of waiting work, in the order of the inbox."""
    return tuple(sorted(_registry.waiting.values(), key=lambda source: (source.order, source.name)))
