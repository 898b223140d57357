"""Vietnamese legal text in, a tree of provisions out.

    lines → join_split_markers → scan → style_of → assemble

Pure functions without Django, input or output. Nothing is refused and nothing is lost: the
non-blank characters of the source come out once and in order as `marker` + `heading` +
`text`, node after node, and every doubt is a `Warning` with its line.
"""

from collections.abc import Iterable

from .assembly import assemble
from .attributes import Attributes, read_attributes
from .headings import style_of
from .lines import is_wrapped, split_lines
from .markers import join_split_markers
from .scanning import scan
from .tree import (
    KINDS,
    Body,
    Furniture,
    Node,
    ParsedDocument,
    Warning,
    characters,
    from_json,
    to_json,
    to_text,
    walk,
)

__all__ = [
    "KINDS",
    "Attributes",
    "Body",
    "Furniture",
    "Node",
    "ParsedDocument",
    "Warning",
    "characters",
    "from_json",
    "parse",
    "parse_parts",
    "read_attributes",
    "to_json",
    "to_text",
    "walk",
]


def parse(text: str) -> ParsedDocument:
    """The structure of one document; never refuses, never loses a character."""
    lines = join_split_markers(split_lines(text))
    wrapped = is_wrapped(lines)
    blocks, warnings = scan(lines, wrapped=wrapped)
    if len(blocks) == 1:
        blocks, warnings = scan(lines, wrapped=wrapped, outline=True)
    style = style_of(blocks, lines, wrapped=wrapped)
    return assemble(blocks, style, warnings)


def parse_parts(texts: Iterable[str]) -> ParsedDocument:
    """The structure of one document that came in several files, in their order."""
    return parse("\n".join(text.removesuffix("\n") for text in texts))
