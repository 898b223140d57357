"""A text as a Word file, laid out as Nghị định 30/2020/NĐ-CP asks of administrative documents.

A4, margins 20 mm, left 30 mm; Times New Roman 13 and 14; page numbers in the middle of the
top, none on the first page. The tree goes along as a custom XML part (Akoma Ntoso), which is
believed on the way back only while the words of the file are those of the tree.
"""

import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from lxml import etree

from .akoma_ntoso import write_akoma_ntoso
from .copies import Copy
from .layout import Block, Columns, Grid, Line, Run, lay_out

FONT = "Times New Roman"
# python-docx begins with a template that has an item1 of its own.
PART = "/customXml/item2.xml"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TWIPS = 20  # in a point
_MILLIMETRE = 2.835  # points
_STEP = 10 * _MILLIMETRE
_PAGE_WIDTH = 9072  # twips between the margins
_ITEM_ID = "{5C2E0F7A-3F0B-4E3C-9A51-8B6E7E0C4A11}"
_ITEM_PROPERTIES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="no"?>'
    f'<ds:datastoreItem ds:itemID="{_ITEM_ID}" '
    'xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml">'
    '<ds:schemaRefs><ds:schemaRef ds:uri="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"/>'
    "</ds:schemaRefs></ds:datastoreItem>"
)


@dataclass(frozen=True, slots=True)
class Look:
    """How a line stands: points, alignment, space above and below, indent of its first line."""

    size: float = 14
    align: str = "both"
    above: float = 0
    below: float = 6
    first: float = 0
    keep: bool = False  # with the next line, on one page
    new_page: bool = False
    rule: float = 0  # millimetres on either side of a thin line


LOOKS = {
    "text": Look(first=_STEP),
    "basis": Look(first=_STEP),
    "title": Look(align="center", keep=True),
    "type": Look(align="center", above=18, keep=True),
    "attached": Look(align="center", keep=True, new_page=True),
    "group": Look(align="center", above=12, keep=True),
    "article": Look(above=6, first=_STEP, keep=True),
    "issuer": Look(size=12, align="center", below=0),
    "nation": Look(size=12, align="center", below=0),
    "motto": Look(size=13, align="center", below=0),
    "issuer rule": Look(size=2, below=0, rule=20),
    "motto rule": Look(size=2, below=0, rule=21),
    "number": Look(size=13, align="center", above=6, below=0),
    "place": Look(size=13, align="center", above=6, below=0),
    "recipients": Look(size=12, align="left", above=12, below=0),
    "recipient": Look(size=11, align="left", below=0),
    "first office": Look(align="center", above=12, below=0, keep=True),
    "office": Look(align="center", below=0, keep=True),
    "signer": Look(align="center", above=70, below=0),
    "cell": Look(size=13, align="left", below=0),
    "note": Look(size=11, below=2),
    "heading": Look(align="left", above=18, below=2, keep=True),
    "small": Look(size=11, align="left", below=2),
}


def write_word(copy: Copy) -> bytes:
    """The copy as DOCX with an outline, and with its tree inside."""
    facts = copy.facts
    file = WordFile(
        title=facts.title,
        subject=facts.name,
        author=", ".join(facts.issuers),
        language=facts.language,
        footer=" · ".join(filter(None, (facts.publisher, facts.url))),
    )
    if facts.issued_on:
        file.date(datetime.combine(facts.issued_on, time()))
    file.add(lay_out(copy.parsed))
    file.carry(write_akoma_ntoso(copy))
    return file.save()


class WordFile:
    """A Word document in the administrative layout, filled block by block."""

    def __init__(self, *, title: str, subject: str, author: str, language: str, footer: str = ""):
        self.document = docx.Document()
        properties = self.document.core_properties
        properties.title, properties.subject = title[:255], subject[:255]
        properties.author, properties.comments = author[:255], ""
        properties.language = language
        self._styles(language)
        self._page(footer)
        self._body = self.document.element.body
        for paragraph in self._body.findall(qn("w:p")):
            self._body.remove(paragraph)

    def date(self, day: datetime) -> None:
        """The day that the file says it is of; the same text gives the same file."""
        self.document.core_properties.created = day
        self.document.core_properties.modified = day

    def add(self, blocks: Iterable[Block]) -> None:
        """Put *blocks* at the end, in order."""
        end = self._body.sectPr
        for block in blocks:
            end.addprevious(_element(block))
            if isinstance(block, Grid) or (isinstance(block, Columns) and block.style == "foot"):
                # Else two tables would run together, and a page may not end with one.
                end.addprevious(_paragraph(Line((), "cell")))

    def carry(self, xml: bytes) -> None:
        """Take *xml* along as a custom part, which Word keeps and does not show."""
        main = self.document.part
        part = Part(PackURI(PART), "application/xml", xml, main.package)
        properties = Part(
            PackURI("/customXml/itemProps2.xml"),
            "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
            _ITEM_PROPERTIES.encode(),
            main.package,
        )
        main.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_XML)
        part.relate_to(properties, RELATIONSHIP_TYPE.CUSTOM_XML_PROPS)

    def save(self) -> bytes:
        stream = io.BytesIO()
        self.document.save(stream)
        return stream.getvalue()

    def _styles(self, language: str) -> None:
        styles = self.document.styles
        for name in ("Normal", *(f"Heading {level}" for level in range(1, 10))):
            style = styles[name]
            style.font.size = Pt(14)
            style.font.bold = name != "Normal"
            style.font.italic = False
            style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(0)
            properties = style.element.get_or_add_rPr()
            for tag in ("w:rFonts", "w:color"):
                for found in properties.findall(qn(tag)):
                    properties.remove(found)
            fonts = {f"w:{script}": FONT for script in ("ascii", "hAnsi", "cs", "eastAsia")}
            names = " ".join(f'{key}="{value}"' for key, value in fonts.items())
            properties.insert(0, parse_xml(f"<w:rFonts {nsdecls('w')} {names}/>"))
        for lang in styles.element.iter(qn("w:lang")):
            lang.set(qn("w:val"), "vi-VN" if language == "vi" else language)

    def _page(self, footer: str) -> None:
        section = self.document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.top_margin = section.bottom_margin = section.right_margin = Mm(20)
        section.left_margin = Mm(30)
        section.header_distance = section.footer_distance = Mm(10)
        section.different_first_page_header_footer = True
        number = section.header.paragraphs[0]
        number.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = number.add_run()
        run.font.size = Pt(13)
        for xml in (
            '<w:fldChar {} w:fldCharType="begin"/>',
            '<w:instrText {} xml:space="preserve">PAGE</w:instrText>',
            '<w:fldChar {} w:fldCharType="end"/>',
        ):
            run._r.append(parse_xml(xml.format(nsdecls("w"))))
        if footer:
            for part in (section.first_page_footer, section.footer):
                run = part.paragraphs[0].add_run(footer)
                run.font.size = Pt(9)


def _element(block: Block) -> etree._Element:
    if isinstance(block, Line):
        return _paragraph(block)
    if isinstance(block, Grid):
        return _table(block.rows, borders=True)
    widths = (2, 3) if block.style == "head" else (1, 1)
    return _table(block.rows, borders=False, widths=widths)


def _paragraph(line: Line) -> etree._Element:
    """A paragraph, made without python-docx: a code has ten thousand of them."""
    look = LOOKS[line.style]
    paragraph = _new("p")
    properties = _new("pPr", paragraph)
    if line.level:
        _new("pStyle", properties, val=f"Heading{min(line.level, 9)}")
    if look.keep:
        _new("keepNext", properties)
    if look.new_page:
        _new("pageBreakBefore", properties)
    if look.rule:
        borders = _new("pBdr", properties)
        _new("bottom", borders, val="single", sz="4", space="1", color="auto")
    above, below = (str(round(points * _TWIPS)) for points in (look.above, look.below))
    _new("spacing", properties, before=above, after=below)
    if look.rule:
        margin = str(round(look.rule * _MILLIMETRE * _TWIPS))
        _new("ind", properties, left=margin, right=margin)
    elif look.first or line.indent:
        _new(
            "ind",
            properties,
            left=str(round(line.indent * _STEP * _TWIPS)),
            firstLine=str(round(look.first * _TWIPS)),
        )
    _new("jc", properties, val=look.align)
    if not line.runs:
        _new("sz", _new("rPr", properties), val=str(round(look.size * 2)))
    for run in line.runs:
        _run(paragraph, run, look.size)
    return paragraph


def _run(paragraph: etree._Element, run: Run, size: float) -> None:
    element = _new("r", paragraph)
    properties = _new("rPr", element)
    # Said both ways: a heading is bold by its style, and not all of it may be.
    _new("b", properties, **({} if run.bold else {"val": "0"}))
    if run.italic:
        _new("i", properties)
    _new("sz", properties, val=str(round(size * 2)))
    if run.raised:
        _new("vertAlign", properties, val="superscript")
    for position, part in enumerate(run.text.split("\n")):
        if position:
            _new("br", element)
        words = _new("t", element)
        words.text = part
        words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _table(rows: tuple, *, borders: bool, widths: tuple[int, ...] = ()) -> etree._Element:
    columns = max(map(len, rows), default=0) or 1
    shares = widths or (1,) * columns
    twips = [round(_PAGE_WIDTH * share / sum(shares)) for share in shares]
    table = _new("tbl")
    properties = _new("tblPr", table)
    _new("tblW", properties, w=str(sum(twips)), type="dxa")
    if borders:
        lines = _new("tblBorders", properties)
        for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
            _new(side, lines, val="single", sz="4", space="0", color="auto")
    else:
        _new("tblLayout", properties, type="fixed")
        margins = _new("tblCellMar", properties)
        for side in ("left", "right"):
            _new(side, margins, w="0", type="dxa")
    grid = _new("tblGrid", table)
    for width in twips:
        _new("gridCol", grid, w=str(width))
    for row in rows:
        line = _new("tr", table)
        if not borders:
            _new("cantSplit", _new("trPr", line))
        for position in range(columns):
            cell = _new("tc", line)
            _new("tcW", _new("tcPr", cell), w=str(twips[position]), type="dxa")
            lines = row[position] if position < len(row) else ()
            for paragraph in lines or (Line((), "cell"),):
                cell.append(_paragraph(paragraph))
    return table


def _new(name: str, parent: etree._Element | None = None, **attributes: str) -> etree._Element:
    tag = f"{{{_W}}}{name}"
    values = {f"{{{_W}}}{key}": value for key, value in attributes.items()}
    if parent is None:
        return etree.Element(tag, values, nsmap={"w": _W})
    return etree.SubElement(parent, tag, values)
