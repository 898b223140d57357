"""Vietnamese legal text in, a tree of provisions out.

    lines → join_split_markers → scan → style_of → assemble

Pure functions without Django, input or output. Nothing is refused and nothing is lost: the
non-blank characters of the source come out once and in order as `marker` + `heading` +
`text`, node after node, and every doubt is a `Warning` with its line.
"""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import replace
from itertools import accumulate

from .assembly import assemble, with_notes
from .attributes import Attributes, Confidence, read_attributes
from .decoding import UnreadableText, decode
from .headings import style_of
from .lines import PHYSICAL_LINE, Line, is_wrapped, split_lines
from .markers import join_split_markers
from .regions import head_of
from .scanning import Block, scan
from .tree import (
    BREAK_IN_CELL,
    CELL_END,
    KINDS,
    NOTE_SIGN,
    Body,
    Furniture,
    Node,
    ParsedDocument,
    Warning,
    characters,
    from_json,
    nonblank,
    to_json,
    to_text,
    walk,
)

__all__ = [
    "BREAK_IN_CELL",
    "CELL_END",
    "KINDS",
    "NOTE_SIGN",
    "Attributes",
    "Body",
    "Confidence",
    "Furniture",
    "Line",
    "Node",
    "ParsedDocument",
    "UnreadableText",
    "Warning",
    "characters",
    "decode",
    "from_json",
    "nonblank",
    "parse",
    "parse_lines",
    "parse_parts",
    "read_attributes",
    "split_lines",
    "to_json",
    "to_text",
    "walk",
]


def parse(text: str) -> ParsedDocument:
    """The structure of one document; never refuses, never loses a character."""
    return parse_lines(split_lines(text))


def parse_lines(
    lines: Iterable[Line], *, furniture: Iterable[Furniture] = (), wrapped: bool | None = None
) -> ParsedDocument:
    """The same of a source that a reader has cut into lines or whole paragraphs.

    Whether lines are broken inside sentences is seen in them where *wrapped* does not tell.
    """
    lines = list(lines)
    notes = [line for line in lines if line.note]
    lines = join_split_markers([line for line in lines if not line.note])
    if wrapped is None:
        wrapped = is_wrapped(lines)
    blocks, warnings = _scan(lines, wrapped)
    document = assemble(blocks, style_of(blocks, lines, wrapped=wrapped), warnings)
    if notes:
        document = with_notes(document, notes)
    pages = {line.number: line.page for line in lines if line.page}
    if pages:
        document = replace(document, warnings=_paged(document.warnings, pages))
    return replace(document, furniture=tuple(furniture))


def _paged(warnings: Iterable[Warning], pages: dict[int, int]) -> tuple[Warning, ...]:
    """*warnings* with the page on which to look."""
    return tuple(
        Warning(item.line, f"Trang {page}: {item.message}")
        if (page := pages.get(item.line))
        else item
        for item in warnings
    )


def _scan(lines: list[Line], wrapped: bool) -> tuple[list[Block], list[Warning]]:
    """The blocks by articles; failing that by an outline; failing that as paragraphs."""
    blocks, warnings = scan(lines, wrapped=wrapped)
    if len(blocks) > 1:
        return blocks, warnings
    if not lines:
        return blocks, [Warning(1, "Văn bản trống: không có chữ nào.")]
    blocks, warnings = scan(lines, wrapped=wrapped, outline=True)
    if len(blocks) > 1:
        message = "Không có điều nào: văn bản được đọc theo đề mục I., 1., a). Kiểm tra cấu trúc."
    else:
        blocks, warnings = scan(lines, wrapped=wrapped, outline=True, head=head_of(lines))
        message = "Không nhận ra điều, chương hay đề mục nào: giữ nguyên thành các đoạn văn."
    return blocks, [Warning(lines[0].number, message), *warnings]


def parse_parts(texts: Iterable[str]) -> ParsedDocument:
    """The structure of one document that came in several files, in their order.

    The warnings name the file and count lines within it.
    """
    parts = [text.removesuffix("\n") for text in texts]
    document = parse("\n".join(parts))
    if len(parts) < 2:
        return document
    starts = [0, *accumulate(len(PHYSICAL_LINE.findall(part)) + 1 for part in parts)]
    return replace(document, warnings=tuple(_placed(item, starts) for item in document.warnings))


def _placed(warning: Warning, starts: list[int]) -> Warning:
    part = bisect_left(starts, warning.line) or 1
    return Warning(warning.line - starts[part - 1], f"Tệp {part}: {warning.message}")
