"""Files that the library wrote, read again: the same tree and the same facts.

What another program wrote or changed is not believed; `legal_library.reading` reads it as
the words that it is.
"""

import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator

from lxml import etree

from ..parsing import (
    BREAK_IN_CELL,
    CELL_END,
    KINDS,
    Body,
    Node,
    ParsedDocument,
    from_json,
    nonblank,
)
from .akoma_ntoso import AKN, ELEMENTS, NUMBER, OWN
from .copies import Copy, Facts
from .layout import lay_out, words_of
from .structured import FORMAT, VERSION

LARGEST = 40 * 1024 * 1024  # bytes; the longest codes need a tenth
_KINDS = {element: kind for kind, element in ELEMENTS.items()}
_WORDS_OF_FILE = "word/document.xml"
_CUSTOM_PART = re.compile(r"customXml/item\d+\.xml")
_MOST_PARTS = 20
_EID = re.compile(r"[A-Za-z0-9_-]{1,255}")
_LONGEST_NUMBER = 40
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


class NotOurs(ValueError):
    """The file is none that the library writes; the message says why, in Vietnamese."""


def read_json(data: bytes) -> Copy:
    """The copy that `write_json` wrote."""
    _check_size(data)
    try:
        content = json.loads(data)
        if content["format"] != FORMAT:
            raise NotOurs("Tệp JSON này không phải văn bản của tủ sách.")
        if content["version"] > VERSION:
            raise NotOurs("Tệp do phiên bản mới hơn của tủ sách tạo ra: hãy nâng cấp trước.")
        parsed = from_json(content | {"furniture": [], "warnings": []})
        return Copy(Facts.from_dict(content["document"]), _checked(parsed))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        if isinstance(error, NotOurs):
            raise
        raise NotOurs("Tệp JSON hỏng hoặc thiếu phần: không đọc được cấu trúc.") from error


def read_akoma_ntoso(data: bytes) -> Copy:
    """The copy that `write_akoma_ntoso` wrote; other Akoma Ntoso as far as it is built alike."""
    _check_size(data)
    root = _parse(data)
    act = next(iter(root), None)
    if root.tag != _tag("akomaNtoso") or act is None or act.find(_tag("meta")) is None:
        raise NotOurs("Tệp XML này không phải Akoma Ntoso 3.0.")
    try:
        return Copy(_facts(act), _checked(_document(act)))
    except (ValueError, TypeError, RecursionError) as error:
        raise NotOurs("Tệp XML không theo cấu trúc mà tủ sách viết ra.") from error


def _checked(parsed: ParsedDocument) -> ParsedDocument:
    """*parsed*, when the library could have written it; ValueError when not."""
    seen: set[str] = set()
    for node in parsed.walk():
        words = (node.number, node.marker, node.heading, node.text, node.eid)
        if not all(isinstance(word, str) for word in words):
            raise TypeError("A node is made of words.")
        if node.kind not in KINDS or len(node.number) > _LONGEST_NUMBER:
            raise ValueError("A kind or number that no text has.")
        if not _EID.fullmatch(node.eid) or node.eid in seen:
            raise ValueError("An address that is none, or that occurs twice.")
        seen.add(node.eid)
    return parsed


def _parse(data: bytes) -> etree._Element:
    """The root of *data*; nothing is fetched and no entity expanded, wherever it comes from."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise NotOurs("Tệp XML hỏng: không đọc được.") from error
    if root.getroottree().docinfo.doctype:
        raise NotOurs("Tệp XML có khai báo DTD: tủ sách không nhận vì lý do an toàn.")
    return root


def _check_size(data: bytes) -> None:
    if len(data) > LARGEST:
        raise NotOurs("Tệp lớn hơn 40 MB: không phải văn bản do tủ sách viết ra.")


def _tag(name: str) -> str:
    return f"{{{AKN}}}{name}"


def _facts(act: etree._Element) -> Facts:
    values: dict = {}
    for fact in act.iterfind(f"{_tag('meta')}/{_tag('proprietary')}/{{{OWN}}}fact"):
        name, value = fact.get("name", ""), fact.text or ""
        if name == "issuers":
            values.setdefault(name, []).append(value)
        else:
            values[name] = value
    return Facts.from_dict(values)


def _document(act: etree._Element) -> ParsedDocument:
    front = [
        *_containers(act.find(_tag("preface"))),
        *_containers(act.find(_tag("preamble"))),
    ]
    preface = tuple(node for name, node in front if name != "title")
    bodies = [_body(act, _title(front), act.find(_tag("body")))]
    for doc in act.iterfind(f"{_tag('attachments')}/{_tag('attachment')}/{_tag('doc')}"):
        title = _title(_containers(doc.find(_tag("preface"))))
        bodies.append(_body(doc, title, doc.find(_tag("mainBody"))))
    return ParsedDocument(preface=preface, bodies=tuple(bodies))


def _title(front: Iterable[tuple[str, Node]]) -> Node | None:
    return next((node for name, node in front if name == "title"), None)


def _body(owner: etree._Element, title: Node | None, body: etree._Element | None) -> Body:
    conclusion = _containers(owner.find(_tag("conclusions")))
    return Body(
        title=title,
        nodes=tuple(_provisions(body if body is not None else ())),
        conclusion=tuple(node for _name, node in conclusion),
    )


def _containers(parent: etree._Element | None) -> Iterator[tuple[str, Node]]:
    """The nodes before or after the provisions, each with the name of its element."""
    for element in parent if parent is not None else ():
        name = etree.QName(element).localname
        if name == "citations":
            for citation in element:
                number = citation.get(NUMBER, "")
                yield "", Node("paragraph", number, text=_lines(citation), eid=_eid(citation))
        elif name == "container":
            yield element.get("name", ""), _container(element)
        else:
            number = element.get(NUMBER, "")
            yield "", Node("paragraph", number, text=_words(element), eid=_eid(element))


def _container(element: etree._Element) -> Node:
    blocks = {block.get("name"): _words(block) for block in element.iterfind(_tag("block"))}
    kind = element.get("name", "paragraph")
    table = element.find(_tag("table"))
    return Node(
        kind="paragraph" if kind == "title" else kind,
        number=element.get(NUMBER, ""),
        marker=blocks.get("marker", ""),
        heading=blocks.get("heading", ""),
        text=_lines(element) if table is None else _rows(table),
        eid=_eid(element),
        children=tuple(_container(child) for child in element.iterfind(_tag("container"))),
    )


def _provisions(parent: Iterable[etree._Element]) -> Iterator[Node]:
    for element in parent:
        name = etree.QName(element).localname
        if name in ("num", "heading", "intro", "content", "wrapUp"):
            continue
        if name == "hcontainer":
            kind = element.get("name", "")
            if kind == "quotation":
                yield from _quoted(element.find(_tag("content")))
            elif kind != "empty":
                yield _provision(element, kind)
        else:
            yield _provision(element, _KINDS.get(name, "paragraph"))


def _provision(element: etree._Element, kind: str) -> Node:
    words = element.find(_tag("intro"))
    if words is None:
        words = element.find(_tag("content"))
    table = words.find(_tag("table")) if kind == "table" and words is not None else None
    content = element.find(_tag("content"))
    return Node(
        kind=kind,
        number=element.get(NUMBER, ""),
        marker=_words(element.find(_tag("num"))),
        heading=_words(element.find(_tag("heading"))),
        text=_lines(words) if table is None else _rows(table),
        eid=_eid(element),
        children=(*_quoted(content), *_provisions(element)),
    )


def _quoted(content: etree._Element | None) -> Iterator[Node]:
    if content is not None:
        path = f"{_tag('p')}/{_tag('mod')}/{_tag('quotedStructure')}"
        for structure in content.iterfind(path):
            yield from _provisions(structure)


def _rows(table: etree._Element) -> str:
    return "\n".join(
        CELL_END.join(_lines(cell).replace("\n", BREAK_IN_CELL) for cell in row) for row in table
    )


def _lines(parent: etree._Element | None) -> str:
    """The paragraphs directly inside *parent* that are no quotation, one a line."""
    if parent is None:
        return ""
    return "\n".join(_words(p) for p in parent.iterfind(_tag("p")) if p.find(_tag("mod")) is None)


def _words(element: etree._Element | None) -> str:
    """The text of *element*, with the characters that XML could hold only by their names."""
    if element is None:
        return ""
    written = [element.text or ""]
    for child in element:
        if child.get("name") == "character":
            written.append(chr(int(child.get("title", "U+FFFD")[2:], 16)))
        else:
            written.append(_words(child))
        written.append(child.tail or "")
    return "".join(written)


def _eid(element: etree._Element) -> str:
    return element.get("eId", "")


def read_word(data: bytes) -> Copy:
    """The copy that `write_word` wrote, as long as nobody has changed a word of the file.

    The tree inside is laid out anew and compared with the words that the file shows: a file
    whose tree says something else than its pages is not believed.
    """
    _check_size(data)
    parts = _parts(data)
    tree = next((part for part in parts.values() if AKN.encode() in part[:1000]), b"")
    if not tree:
        raise NotOurs("Tệp Word này không do tủ sách viết ra.")
    copy = read_akoma_ntoso(tree)
    if _shown_words(parts[_WORDS_OF_FILE]) != nonblank("".join(words_of(lay_out(copy.parsed)))):
        raise NotOurs("Tệp Word đã được sửa sau khi tải từ tủ sách: được đọc như tệp thường.")
    return copy


def _parts(data: bytes) -> dict[str, bytes]:
    """The words of the file and its custom parts, which Word numbers as it likes."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            names = [name for name in file.namelist() if _CUSTOM_PART.fullmatch(name)]
            names = [_WORDS_OF_FILE, *names[:_MOST_PARTS]]
            if sum(file.getinfo(name).file_size for name in names) > LARGEST:
                raise NotOurs("Tệp Word giải nén ra quá lớn.")
            return {name: file.read(name) for name in names}
    except (
        zipfile.BadZipFile,
        zlib.error,
        NotImplementedError,
        RuntimeError,
        KeyError,
        OSError,
        EOFError,
        ValueError,
    ) as error:
        if isinstance(error, NotOurs):
            raise
        raise NotOurs("Tệp Word hỏng: không mở được.") from error


def _shown_words(xml: bytes) -> str:
    root = _parse(xml)
    return nonblank("".join(text.text or "" for text in root.iter(f"{{{_W}}}t")))
