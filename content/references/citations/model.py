"""What a citation says: an act, a place in it, and where in the text it stands."""

from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Self

# From the widest to the narrowest; the word of each in an eId.
_EID_WORDS = {
    "annex": "annex",
    "part": "part",
    "chapter": "chp",
    "section": "sec",
    "subsection": "subsec",
    "article": "art",
    "clause": "para",
    "point": "point",
}


@dataclass(frozen=True, slots=True)
class Place:
    """A place inside an act; a level that is not named is None, an annex without number “”."""

    part: str | None = None  # "1", "II", "B"
    chapter: str | None = None  # "II", "IIa"
    section: str | None = None
    subsection: str | None = None
    article: str | None = None  # "14a"
    clause: str | None = None
    point: str | None = None  # "đ", "a1", "1.3"
    item: str | None = None  # tiết
    paragraph: str | None = None  # đoạn
    annex: str | None = None
    form: str | None = None  # mẫu

    def __bool__(self) -> bool:
        return any(value is not None for value in self._values())

    def _values(self) -> list[str | None]:
        return [getattr(self, field.name) for field in fields(self)]

    def as_dict(self) -> dict[str, str]:
        """The levels that are named, the widest first."""
        names = [field.name for field in fields(self)]
        pairs = zip(names, self._values(), strict=True)
        return {name: value for name, value in pairs if value is not None}

    def within(self, wider: Self, below: str) -> Self:
        """This place with the levels of *wider* from `below` upwards that it does not name."""
        ladder = ["point", "clause", "article"]
        missing = ladder[ladder.index(below) :] if below in ladder else []
        taken = {
            name: getattr(wider, name)
            for name in missing
            if getattr(self, name) is None and getattr(wider, name) is not None
        }
        return replace(self, **taken)

    @property
    def eid(self) -> str:
        """Its Akoma Ntoso id: “art_5__para_2__point_dd”; an article needs no chapter before it."""
        names = list(_EID_WORDS)
        if self.article is not None:
            names = names[names.index("article") :]
        parts = []
        for name in names:
            value = getattr(self, name)
            if value is not None:
                address = value.replace("đ", "dd").replace("Đ", "DD").replace(".", "-")
                parts.append(f"{_EID_WORDS[name]}_{address}".removesuffix("_"))
        return "__".join(parts)


@dataclass(frozen=True, slots=True)
class Act:
    """An act as a text names it; what was not written is empty."""

    type: str  # "Nghị định"
    number: str = ""  # "94/2016/NĐ-CP", or the beginning of one: "168/2024"
    name: str = ""  # "Luật Đất đai"
    year: int | None = None  # of the name or the date, else of the number
    issued_on: date | None = None
    issuer: str = ""  # "Bộ trưởng Bộ Tư pháp"
    amended: tuple[int, ...] = ()  # "sửa đổi, bổ sung năm 2017"
    attachment: str = ""  # "Quy chế": the place is in what was issued with the act

    @property
    def is_named(self) -> bool:
        return bool(self.number or self.name)


@dataclass(frozen=True, slots=True)
class Citation:
    """One place of one act that a text refers to; of a list or range each place is one."""

    start: int
    end: int
    text: str
    reference: tuple[int, int]  # the whole list with its act, where this is one of several
    act: Act | None
    place: Place
    this: str = ""  # what “này” stands behind: "act", "article", "clause" …
    enclosing: Place = Place()  # of “Điều này”: the article in which it is said, as far as known
    antecedent: Act | None = None  # of “Luật này” in other texts: the law named before
    carried: bool = False  # the act was named elsewhere in the text
    quoted: bool = False  # inside the new wording that an amendment gives

    @property
    def is_self(self) -> bool:
        return bool(self.this)

    @property
    def bound(self) -> Place:
        """The place with what “này” adds to it."""
        return self.place.within(self.enclosing, self.this) if self.this else self.place

    def as_dict(self) -> dict:
        """The citation as data: what was not written is left out."""
        act = None
        if self.act is not None:
            act = {
                "type": self.act.type,
                "number": self.act.number or None,
                "name": self.act.name or None,
                "year": self.act.year,
            }
            if self.act.issued_on:
                act["issued_on"] = self.act.issued_on.isoformat()
            if self.act.issuer:
                act["issuer"] = self.act.issuer
            if self.act.amended:
                act["amended"] = list(self.act.amended)
            if self.act.attachment:
                act["attachment"] = self.act.attachment
        found = {
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "act": act,
            "provision": self.place.as_dict(),
        }
        if self.this:
            found |= {"self": True, "this": self.this}
        if self.carried:
            found["carried"] = True
        if self.quoted:
            found["quoted"] = True
        return found
