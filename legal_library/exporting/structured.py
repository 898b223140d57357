"""The tree as JSON and as plain text."""

import json

from ..parsing import Node, to_json
from .copies import Copy

FORMAT = "legal-document"
VERSION = 1
_OWN_PARAGRAPH = ("part", "chapter", "section", "subsection", "article", "annex")


def write_json(copy: Copy) -> bytes:
    """The whole copy; docs/legal-library.md describes the shape and when its version changes."""
    tree = to_json(copy.parsed)
    data = {
        "format": FORMAT,
        "version": VERSION,
        "document": copy.facts.as_dict(),
        "preface": tree["preface"],
        "bodies": tree["bodies"],
    }
    return json.dumps(data, ensure_ascii=False, indent=1).encode()


def write_text(copy: Copy) -> bytes:
    """The words in their order, a line for each paragraph; a blank line before larger units."""
    lines: list[str] = []
    for node in copy.parsed.walk():
        lines += _lines(node)
    return ("\n".join(lines).strip() + "\n").encode()


def _lines(node: Node) -> list[str]:
    label = " ".join(filter(None, (node.marker, node.heading)))
    own = node.text.split("\n") if node.text else []
    if node.kind == "table":
        own = [" | ".join(cell.replace("\n", " ") for cell in row) for row in node.rows()]
    if label and own and node.kind not in _OWN_PARAGRAPH:
        label, own = f"{label} {own[0]}", own[1:]
    written = [*([label] if label else []), *own]
    return ["", *written] if node.kind in _OWN_PARAGRAPH else written
