"""What the parser proposes of an amending act. Pure Python."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from content.references.citations import Act

from ..parsing import Node


class Action(StrEnum):
    """The values of `AmendmentInstruction.Action`."""

    REPLACE = "replace"
    INSERT = "insert"
    REPEAL = "repeal"
    REPLACE_WORDS = "replace_words"
    REMOVE_WORDS = "remove_words"
    OTHER = "other"


class Part(StrEnum):
    """What of a provision is meant: all of it, the words before its clauses, or its name."""

    WHOLE = ""
    INTRO = "intro"
    HEADING = "heading"


@dataclass(frozen=True, slots=True)
class Proposal:
    """One order of an amending act, as far as its words were understood."""

    amending_eid: str
    words: str
    action: Action
    act: Act | None = None
    citation: str = ""  # of the act, as written
    target_eid: str = ""
    part: Part = Part.WHOLE
    nodes: tuple[Node, ...] = ()  # the new wording, without quotation marks and addresses
    old_words: str = ""
    new_words: str = ""
    beside_eid: str = ""
    comes_before: bool = False
    effective_on: date | None = None
    doubt: str = ""
