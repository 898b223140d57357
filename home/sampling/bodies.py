"""Bodies and legal bases of the samples as StreamField values."""

from datetime import date

from wagtail.models import Page

from content.references.numbers import number_key
from legal_library.models import LegalDocument

from . import media
from .reading import sample_uuid


def body(blocks: list[dict]) -> list[tuple]:
    """Blocks as the files write them, [{"text": "<p>…</p>"}], as StreamField values."""
    return [(kind, _value(kind, value)) for block in blocks for kind, value in block.items()]


def bases(items: list[dict]) -> list[tuple]:
    return [("basis", _basis(item)) for item in items]


def _value(kind, value):
    match kind:
        case "image":
            return {**_without_file(value), "image": media.image(value["file"])}
        case "document" | "video":
            return {**_without_file(value), kind: media.document(value["file"])}
        case "provision_quotation":
            return {**value, "basis": _basis(value["basis"])}
        case "table":
            return _table(value)
        case "related_items":
            return {**value, "pages": [_page(path) for path in value["pages"]]}
        case _:
            return value


def _without_file(value: dict) -> dict:
    return {name: part for name, part in value.items() if name != "file"}


def _basis(item: dict) -> dict:
    """A document is named by its number; one that the library lacks leaves the words alone."""
    key = number_key(item.get("document", ""))
    found = LegalDocument.objects.public().filter(number_key=key)[:2] if key else ()
    uuid = str(found[0].uuid) if len(found) == 1 else ""
    return {
        "citation": item["citation"],
        "document_uuid": uuid,
        "eid": item.get("eid", "") if uuid else "",
        "as_of": date.fromisoformat(item["as_of"]) if "as_of" in item else None,
    }


def _table(value: dict) -> dict:
    return {
        "caption": value["caption"],
        "columns": [{"type": kind, "heading": heading} for kind, heading in value["columns"]],
        "rows": [{"values": row} for row in value["rows"]],
    }


def _page(path: str) -> Page:
    """A page of the samples by its place in the files: “news/ngay-phap-luat-2026”."""
    kind, _, key = path.partition("/")
    model = {"news": "newspage", "materials": "materialpage"}[kind]
    return Page.objects.get(**{f"{model}__uuid": sample_uuid(kind, key)})
