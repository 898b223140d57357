"""A text as Akoma Ntoso 3.0, the XML of laws that OASIS has standardised.

Khoản are `paragraph`, điểm are `point`; what the standard has no element for is a
`hcontainer` with its kind as name. Addresses are the library's own eIds. A regulation
issued with the act is an `attachment`, what an amending act quotes a `quotedStructure`.
The number of a provision stands in an attribute of the library's namespace, because it
cannot always be read from the printed marker.
"""

import re
from collections.abc import Iterable
from datetime import date
from itertools import groupby

from lxml import etree

from content.text import slug

from ..addresses import quotation_of
from ..letterhead import side_of
from ..parsing import Body, Node
from .copies import Copy, Facts

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
OWN = "urn:legal-library:1"
ELEMENTS = {
    "part": "part",
    "chapter": "chapter",
    "section": "section",
    "subsection": "subsection",
    "article": "article",
    "clause": "paragraph",
    "point": "point",
    "paragraph": "alinea",
}
NO_DAY = date(1, 1, 1)  # the standard demands a date of every work
NUMBER = f"{{{OWN}}}number"
_LONGEST_LINE = 160
_BASIS = re.compile(r"(?:\W*)(?:Căn cứ|Xét|Theo đề nghị|Sau khi)\b")
# What XML cannot hold even as a reference.
_NO_XML = re.compile("([^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff])")
_LANGUAGES = {"vi": "vie", "en": "eng", "km": "khm"}


def write_akoma_ntoso(copy: Copy) -> bytes:
    """The copy as a document that is valid against the published schema."""
    root = etree.Element(_tag("akomaNtoso"), nsmap={None: AKN, "lib": OWN})
    act = _sub(root, "act", name=copy.facts.type_code or "act", contains="originalVersion")
    if copy.facts.text_kind == "consolidated":
        act.set("contains", "singleVersion")
    _meta(act, copy.facts)
    first, *others = copy.parsed.bodies
    _front(act, copy.facts, copy.parsed.preface, first.title)
    _body(_sub(act, "body"), first)
    _conclusions(act, first)
    if others:
        attachments = _sub(act, "attachments")
        for position, body in enumerate(others, start=1):
            _attachment(attachments, copy.facts, body, position)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def work_uri(facts: Facts) -> str:
    """The act in the naming of the standard: “/akn/vn/act/luat/2013-11-29/45-2013-qh13”."""
    kind = f"/{facts.type_code}" if facts.type_code else ""
    day = (facts.issued_on or NO_DAY).isoformat()
    number = slug(facts.number.replace("/", "-")) or slug(facts.title, max_length=60) or "khong-so"
    return f"/akn/vn/act{kind}/{day}/{number}"


def _tag(name: str) -> str:
    return f"{{{AKN}}}{name}"


def _sub(parent: etree._Element, element: str, /, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, _tag(element), attributes)


def _write(element: etree._Element, text: str) -> etree._Element:
    """Put *text* into *element*; a character that XML forbids becomes a marker that names it."""
    pieces = _NO_XML.split(text)
    element.text = pieces[0]
    for position in range(1, len(pieces), 2):
        code = f"U+{ord(pieces[position]):04X}"
        _sub(element, "marker", name="character", title=code).tail = pieces[position + 1]
    return element


def _meta(act: etree._Element, facts: Facts, *, component: str = "") -> None:
    meta = _sub(act, "meta")
    identification = _sub(meta, "identification", source="#publisher")
    part = f"/!{component or 'main'}"
    language = _LANGUAGES.get(facts.language, facts.language)
    work = work_uri(facts)
    expression = f"{work}/{language}@{facts.valid_on.isoformat() if facts.valid_on else ''}"

    properties = _properties(identification, "FRBRWork", work, f"{work}{part}")
    if facts.title:
        _sub(properties, "FRBRalias", value=_plain(facts.title), name="trich-yeu")
    _day(properties, facts.issued_on, "ban-hanh")
    if facts.effective_from:
        _day(properties, facts.effective_from, "hieu-luc")
    _sub(properties, "FRBRauthor", href="#issuer" if facts.issuers else "#publisher")
    _sub(properties, "FRBRcountry", value="vn")
    if facts.number:
        _sub(properties, "FRBRnumber", value=_plain(facts.number))

    properties = _properties(identification, "FRBRExpression", expression, f"{expression}{part}")
    _day(properties, facts.valid_on, "ban-nay")
    _sub(properties, "FRBRauthor", href="#publisher")
    _sub(properties, "FRBRlanguage", language=language)

    file, this = f"{expression}.akn", f"{expression}{part}.xml"
    properties = _properties(identification, "FRBRManifestation", file, this)
    _day(properties, facts.valid_on, "ban-nay")
    _sub(properties, "FRBRauthor", href="#publisher")
    _sub(properties, "FRBRformat", value="application/akn+xml")

    if not component:
        _lifecycle(meta, facts)
    _references(meta, facts, issuers=not component)
    if not component:
        _own_facts(meta, facts)


def _properties(parent: etree._Element, level: str, uri: str, this: str) -> etree._Element:
    properties = _sub(parent, level)
    _sub(properties, "FRBRthis", value=this)
    _sub(properties, "FRBRuri", value=uri)
    return properties


def _day(properties: etree._Element, day: date | None, name: str) -> None:
    _sub(properties, "FRBRdate", date=(day or NO_DAY).isoformat(), name=name if day else "khong-ro")


def _lifecycle(meta: etree._Element, facts: Facts) -> None:
    events = (
        ("e_issued", facts.issued_on, "generation"),
        ("e_ended", facts.effective_to, "repeal"),
    )
    if not any(day for _eid, day, _kind in events):
        return
    lifecycle = _sub(meta, "lifecycle", source="#publisher")
    for eid, day, kind in events:
        if day:
            _sub(lifecycle, "eventRef", eId=eid, date=day.isoformat(), source="#work", type=kind)


def _references(meta: etree._Element, facts: Facts, *, issuers: bool) -> None:
    references = _sub(meta, "references", source="#publisher")
    publisher = _plain(facts.publisher) or "Tủ sách pháp luật"
    href = f"/akn/ontology/organization/vn/{slug(publisher)}"
    element = _sub(references, "TLCOrganization", href=href, showAs=publisher)
    if not issuers:
        return
    element.set("eId", "publisher")  # an eId occurs once in a file, with its attachments
    _sub(references, "original", eId="work", href=work_uri(facts), showAs=_plain(facts.name))
    for position, issuer in enumerate(facts.issuers):
        eid = f"issuer{position or ''}"
        href = f"/akn/ontology/organization/vn/{slug(issuer)}"
        _sub(references, "TLCOrganization", eId=eid, href=href, showAs=_plain(issuer))


def _own_facts(meta: etree._Element, facts: Facts) -> None:
    """What the standard's own metadata cannot say without loss, for the way back."""
    proprietary = _sub(meta, "proprietary", source="#publisher")
    for name, value in facts.as_dict().items():
        for item in value if isinstance(value, (list, tuple)) else [value]:
            fact = etree.SubElement(proprietary, f"{{{OWN}}}fact", name=name)
            fact.text = _plain(item)


def _plain(text: str) -> str:
    """*text* as an attribute or a fact can hold it."""
    return _NO_XML.sub("", text)


def _front(act: etree._Element, facts: Facts, nodes: Iterable[Node], title: Node | None) -> None:
    """Letterhead and title as `preface`, from the first “Căn cứ” on as `preamble`."""
    nodes = list(nodes)
    starts = [at for at, node in enumerate(nodes) if _is_basis(node)]
    split = starts[0] if starts else len(nodes)
    if nodes[:split]:
        preface = _sub(act, "preface")
        for node in nodes[:split]:
            _of_head(preface, facts, node)
    if not (nodes[split:] or title):
        return
    preamble = _sub(act, "preamble")
    for is_basis, run in groupby(nodes[split:], _is_basis):
        if is_basis:
            citations = _sub(preamble, "citations")
            for node in run:
                citation = _sub(citations, "citation")
                _name(citation, node)
                _paragraphs(citation, node.text)
        else:
            for node in run:
                _line(preamble, node)
    if title:
        _container(preamble, title, name="title")


def _is_basis(node: Node) -> bool:
    return _is_plain(node) and bool(_BASIS.match(node.text))


def _is_plain(node: Node) -> bool:
    return node.kind == "paragraph" and not (node.marker or node.heading or node.children)


def _of_head(preface: etree._Element, facts: Facts, node: Node) -> None:
    """A line of the letterhead; number and date say what they are."""
    side = side_of(node.text) if _is_plain(node) and len(node.text) < _LONGEST_LINE else ""
    if side == "number":
        inline = {"element": "docNumber"}
    elif side == "place" and facts.issued_on:
        inline = {"element": "docDate", "date": facts.issued_on.isoformat()}
    else:
        _line(preface, node)
        return
    line = _sub(preface, "p")
    _name(line, node)
    name = inline.pop("element")
    _write(_sub(line, name, **inline), node.text)


def _attachment(parent: etree._Element, facts: Facts, body: Body, position: int) -> None:
    attachment = _sub(parent, "attachment", eId=f"att_{position}")
    doc = _sub(attachment, "doc", name="attachment")
    _meta(doc, facts, component=f"att_{position}")
    if body.title:
        _container(_sub(doc, "preface"), body.title, name="title")
    _body(_sub(doc, "mainBody"), body)
    _conclusions(doc, body)


def _body(parent: etree._Element, body: Body) -> None:
    for node in body.nodes:
        _provision(parent, node)
    if not body.nodes:
        _sub(parent, "hcontainer", name="empty")  # the standard demands a content


def _conclusions(parent: etree._Element, body: Body) -> None:
    if body.conclusion:
        conclusions = _sub(parent, "conclusions")
        for node in body.conclusion:
            _line(conclusions, node)


def _line(parent: etree._Element, node: Node) -> None:
    """A node directly before or after the provisions: nearly always a mere line."""
    if _is_plain(node) and "\n" not in node.text:
        line = _sub(parent, "p")
        _name(line, node)
        _write(line, node.text)
    else:
        _container(parent, node)


def _container(parent: etree._Element, node: Node, name: str = "") -> None:
    """A node before or after the provisions, where the standard has no hierarchy."""
    container = _sub(parent, "container", name=name or node.kind)
    _name(container, node)
    for part in ("marker", "heading"):
        if text := getattr(node, part):
            _write(_sub(container, "block", name=part), text)
    if node.kind == "table":
        _table(container, node)
    elif node.text:
        _paragraphs(container, node.text)
    for child in node.children:
        _container(container, child)
    if len(container) == 0:
        _sub(container, "block", name="empty")


def _provision(parent: etree._Element, node: Node) -> None:
    element = _sub(parent, ELEMENTS.get(node.kind, "hcontainer"))
    if node.kind not in ELEMENTS:
        element.set("name", node.kind)
    _name(element, node)
    if node.marker:
        _write(_sub(element, "num"), node.marker)
    if node.heading:
        _write(_sub(element, "heading"), node.heading)
    if node.kind == "table":
        _table(_sub(element, "content"), node)
        return
    runs = [
        (quotation, list(run))
        for quotation, run in groupby(
            node.children, lambda child: quotation_of(child.eid, node.eid)
        )
    ]
    if not runs or all(quotation for quotation, _run in runs):
        if node.text or runs:
            content = _sub(element, "content")
            if node.text:
                _paragraphs(content, node.text)
            for quotation, run in runs:
                _quotation(content, quotation, run)
        return
    if node.text:
        _paragraphs(_sub(element, "intro"), node.text)
    for quotation, run in runs:
        if quotation:
            holder = _sub(element, "hcontainer", name="quotation")
            _quotation(_sub(holder, "content"), quotation, run)
        else:
            for child in run:
                _provision(element, child)


def _quotation(content: etree._Element, eid: str, nodes: Iterable[Node]) -> None:
    modification = _sub(_sub(content, "p"), "mod", eId=f"{eid.replace('qstr_', 'mod_')}")
    structure = _sub(modification, "quotedStructure", eId=eid)
    for node in nodes:
        _provision(structure, node)


def _table(parent: etree._Element, node: Node) -> None:
    table = _sub(parent, "table")
    for row in node.rows():
        line = _sub(table, "tr")
        for cell in row:
            _paragraphs(_sub(line, "td"), cell)


def _paragraphs(parent: etree._Element, text: str) -> None:
    for line in text.split("\n"):
        _write(_sub(parent, "p"), line)


def _name(element: etree._Element, node: Node) -> None:
    if node.eid:
        element.set("eId", node.eid)
    if node.number:
        element.set(NUMBER, _plain(node.number))
