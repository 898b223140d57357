"""DOCX: paragraphs with what Word draws before them, tables, footnotes, text boxes."""

import io
import re
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from docx import Document
from docx.opc.exceptions import PackageNotFoundError
from lxml import etree

from ..parsing import NOTE_SIGN, Furniture, Line
from .encodings import decode_run, font_encoding, legacy_encoding
from .numbering import Numbering
from .stream import Reading, UnreadableFile, collapse
from .tables import lines_of_table
from .word_styles import Style, Styles, W, alignment_of, flag, font_of, indent_of, is_raised

_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BOX = f"{W}txbxContent"
# What is not part of the text as it reads: struck by a reviewer, codes of fields, old copies.
_LEFT_OUT = {f"{W}del", f"{W}moveFrom", f"{W}instrText", f"{W}delText", _FALLBACK, f"{W}rPr"}
_LEFT_OUT |= {f"{W}pPr", _BOX}
_BROKEN = gettext_lazy(
    "Tệp Word hỏng hoặc tải về chưa hết. Hãy mở bằng Word, lưu lại dạng .docx rồi thử lại."
)


def read_docx(data: bytes) -> Reading:
    """The paragraphs and tables of a Word file in reading order, footnotes behind them."""
    try:
        document = Document(io.BytesIO(data))
        return _Word(document).read()
    except (
        PackageNotFoundError,
        zipfile.BadZipFile,
        etree.XMLSyntaxError,
        KeyError,
        ValueError,
        AttributeError,
        EOFError,
        NotImplementedError,
        zlib.error,
    ) as error:
        if isinstance(error, UnreadableFile):
            raise
        raise UnreadableFile(str(_BROKEN)) from error


def _parsed(part: bytes):
    """The root of a part; entities of the file are not followed."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    return etree.fromstring(part, parser)


class _Word:
    def __init__(self, document):
        self.document = document
        self.part = document.part
        self.numbering = Numbering(self._related("numbering"))
        self.styles = Styles(self.part.styles.element if self._has("styles") else None)
        self.notes: list[str] = []  # ids in the order of their references
        self.was_changed = False
        self.encodings = self._legacy_encodings()

    def read(self) -> Reading:
        lines = list(self._blocks(self.document.element.body))
        notes = list(self._notes())
        numbered = tuple(
            replace(line, number=number) for number, line in enumerate([*lines, *notes], start=1)
        )
        messages = []
        if self.was_changed:
            messages.append(
                _("Tệp có phần đang theo dõi sửa đổi: đã lấy nội dung như khi chấp nhận sửa đổi.")
            )
        return Reading(
            "docx",
            numbered,
            tuple(self._furniture()),
            encoding=", ".join(sorted(self.encodings)),
            messages=tuple(messages),
        )

    def _legacy_encodings(self) -> set[str]:
        """The encodings of legacy fonts that the text is really typed in.

        Documents keep the fonts of their templates, though their letters are Unicode.
        """
        typed = defaultdict(list)
        body = self.document.element.body
        for run in body.iter(f"{W}r"):
            if encoding := font_encoding(font_of(run.find(f"{W}rPr"))):
                typed[encoding] += (text.text or "" for text in run.iter(f"{W}t"))
        for style in self.styles.elements.values():
            if encoding := font_encoding(font_of(style.find(f"{W}rPr"))):
                typed[encoding] += (text.text or "" for text in islice(body.iter(f"{W}t"), 400))
        return {name for name, texts in typed.items() if legacy_encoding("".join(texts)) == name}

    def _has(self, kind: str) -> bool:
        return any(rel.reltype.endswith(f"/{kind}") for rel in self.part.rels.values())

    def _related(self, kind: str):
        """The root element of the part of *kind* that belongs to the document, or None."""
        for relation in self.part.rels.values():
            if relation.reltype.endswith(f"/{kind}") and not relation.is_external:
                return _parsed(relation.target_part.blob)
        return None

    def _blocks(self, parent) -> Iterator[Line]:
        for element in parent:
            if element.tag == f"{W}p":
                yield from self._paragraph(element)
            elif element.tag == f"{W}tbl":
                yield from lines_of_table(list(self._rows(element)))
            elif element.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml"):
                yield from self._blocks(element)

    def _rows(self, table) -> Iterator[list[list[Line]]]:
        for row in table.iterfind(f".//{W}tr"):
            if next(row.iterancestors(f"{W}tbl")) is not table:
                continue  # of a table inside a cell
            cells: list[list[Line]] = []
            for cell in row.iterfind(f".//{W}tc"):
                if next(cell.iterancestors(f"{W}tr")) is not row:
                    continue
                cells.append(list(self._blocks(cell)))
                span = cell.find(f"{W}tcPr/{W}gridSpan")
                width = int(span.get(f"{W}val", "1")) if span is not None else 1
                cells += [[] for _more in range(min(width, 64) - 1)]
            yield cells

    def _paragraph(self, element) -> Iterator[Line]:
        properties = element.find(f"{W}pPr")
        style = self.styles.of(properties)
        marker = self._marker(properties, style)
        text, bold, total = [], 0, 0
        for piece, is_bold in self._pieces(element, style):
            text.append(piece)
            letters = len(piece.strip())
            total += letters
            bold += letters if is_bold else 0
        alignment = alignment_of(properties) or style.alignment
        indent = indent_of(properties, style)
        for position, part in enumerate("".join(text).split("\n")):
            words = collapse(part)
            if marker and not position and words:
                words = f"{marker} {words}"
            if words:
                yield Line(
                    0,
                    words,
                    bold=bold * 2 > total,
                    centred=alignment == "center",
                    indent=indent,
                    whole=True,
                )
        for box in element.iter(_BOX):
            if not any(parent.tag == _FALLBACK for parent in box.iterancestors()):
                yield from self._blocks(box)

    def _marker(self, properties, style: Style) -> str:
        """What Word draws before the paragraph by itself."""
        name, level = style.list_name, style.list_level
        found = properties.find(f"{W}numPr") if properties is not None else None
        if found is not None:
            number, depth = found.find(f"{W}numId"), found.find(f"{W}ilvl")
            name = number.get(f"{W}val", "") if number is not None else name
            level = int(depth.get(f"{W}val", "0")) if depth is not None else level
        return self.numbering.marker(name, level) if name and name != "0" else ""

    def _pieces(self, element, style: Style) -> Iterator[tuple[str, bool]]:
        """The text of a paragraph run by run, in the order of the file."""
        for child in element:
            if child.tag in _LEFT_OUT:
                self.was_changed |= child.tag == f"{W}del"
            elif child.tag == f"{W}r":
                yield self._run(child, style)
            elif child.tag == _MATH_TEXT:
                yield child.text or "", False
            elif isinstance(child.tag, str):
                self.was_changed |= child.tag == f"{W}ins"
                yield from self._pieces(child, style)

    def _run(self, run, style: Style) -> tuple[str, bool]:
        properties = run.find(f"{W}rPr")
        text = "".join(self._characters(run))
        font = font_of(properties) or style.font
        if font_encoding(font) in self.encodings:
            text = decode_run(text, font)
        if is_raised(properties) and re.fullmatch(r"\d{1,3}", text):
            text = NOTE_SIGN + text
        return text, flag(properties, "b", style.bold)

    def _characters(self, run) -> Iterator[str]:
        for child in run:
            if child.tag in _LEFT_OUT or not isinstance(child.tag, str):
                continue
            name = child.tag.rpartition("}")[2]
            if name == "t":
                yield child.text or ""
            elif name in ("tab", "ptab"):
                yield " "
            elif name in ("br", "cr"):
                yield "\n"
            elif name == "noBreakHyphen":
                yield "-"
            elif name in ("footnoteReference", "endnoteReference"):
                yield self._note_sign(f"{name[:-9]}:{child.get(f'{W}id')}")
            elif name not in ("softHyphen", "fldChar", "footnoteRef", "endnoteRef"):
                # Pictures and objects may hold text of their own, such as a formula.
                for inner in child.iter(_MATH_TEXT):
                    yield inner.text or ""

    def _note_sign(self, name: str) -> str:
        if name not in self.notes:
            self.notes.append(name)
        return f"{NOTE_SIGN}{self.notes.index(name) + 1}"

    def _notes(self) -> Iterator[Line]:
        """The footnotes and endnotes that the text refers to, in that order."""
        texts = {}
        for kind in ("footnote", "endnote"):
            root = self._related(f"{kind}s")
            for note in root if root is not None else ():
                if note.tag == f"{W}{kind}" and not note.get(f"{W}type"):
                    texts[f"{kind}:{note.get(f'{W}id')}"] = note
        for number, name in enumerate(self.notes, start=1):
            lines = list(self._blocks(texts[name])) if name in texts else []
            for position, line in enumerate(lines):
                text = line.text if position else f"{number} {line.text}"
                yield replace(line, text=text, note=str(number), table=False)

    def _furniture(self) -> Iterator[Furniture]:
        """Running heads and feet, each once."""
        seen = set()
        for relation in self.part.rels.values():
            if relation.reltype.endswith(("/header", "/footer")) and not relation.is_external:
                root = _parsed(relation.target_part.blob)
                for line in self._blocks(root):
                    if line.text not in seen:
                        seen.add(line.text)
                        yield Furniture(0, line.text)
