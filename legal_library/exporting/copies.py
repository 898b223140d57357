"""What is written out: the tree of a text, and what is known about its document."""

from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any

from ..parsing import ParsedDocument

_DATES = ("issued_on", "effective_from", "effective_to", "valid_on")


@dataclass(frozen=True, slots=True)
class Facts:
    """The attributes of a document and of one of its texts; empty where nobody knows them.

    Nothing here depends on the day of reading: a file says the dates, not “còn hiệu lực”.
    """

    title: str = ""
    type_name: str = ""  # “Nghị định”
    type_code: str = ""  # “nghi-dinh”
    number: str = ""
    issuers: tuple[str, ...] = ()
    issued_on: date | None = None
    effective_from: date | None = None
    effective_to: date | None = None
    signer: str = ""
    signer_title: str = ""
    language: str = "vi"
    valid_on: date | None = None  # the day from which the text reads like this
    text_kind: str = "original"
    source: str = ""
    uuid: str = ""
    url: str = ""
    publisher: str = ""

    @property
    def name(self) -> str:
        """How a citation names the document: “Luật số 45/2013/QH13”."""
        return f"{self.type_name} số {self.number}" if self.number else self.title

    def of_text(self) -> dict[str, Any]:
        """What they say of the text rather than of the document."""
        return {"language": self.language, "valid_on": self.valid_on, "kind": self.text_kind}

    def as_dict(self) -> dict[str, Any]:
        """The facts that are known, as JSON has them."""
        values = asdict(self) | {
            name: value.isoformat() for name in _DATES if (value := getattr(self, name))
        }
        return {name: value for name, value in values.items() if value}

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> "Facts":
        """The facts that `as_dict` gave; what is not known here is left out."""
        known = {field.name for field in fields(cls)}
        facts = {name: value for name, value in values.items() if name in known}
        issuers = tuple(facts.pop("issuers", ()))
        if not all(isinstance(value, str) for value in (*facts.values(), *issuers)):
            raise TypeError("A fact is words, or a list of words.")
        for name in _DATES:
            if name in facts:
                facts[name] = date.fromisoformat(facts[name])
        return cls(issuers=issuers, **facts)


@dataclass(frozen=True, slots=True)
class Copy:
    """A text as it goes out and comes back."""

    facts: Facts
    parsed: ParsedDocument
