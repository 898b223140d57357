"""Words exchanged for others in a provision. Pure Python."""

import re
from collections.abc import Iterator
from dataclasses import replace

from ..parsing import Node
from .model import Part

_PAIRS = [
    *("oá óa", "oà òa", "oả ỏa", "oã õa", "oạ ọa", "oé óe", "oè òe", "oẻ ỏe", "oẽ õe", "oẹ ọe"),
    *("uý úy", "uỳ ùy", "uỷ ủy", "uỹ ũy", "uỵ ụy"),
]
_OTHER_TONE = dict(
    pair for words in _PAIRS for one, two in [words.split()] for pair in ((one, two), (two, one))
)
_TONE = re.compile("|".join(_OTHER_TONE))


def patterns(words: str) -> Iterator[re.Pattern[str]]:
    """*words* as whole words, whatever blanks are between them; then whatever the spelling."""
    inner = r"\s+".join(map(re.escape, words.split()))
    start = r"(?<!\w)" if words[:1].isalnum() else ""
    end = r"(?!\w)" if words[-1:].isalnum() else ""
    yield re.compile(f"{start}{inner}{end}")
    # “hóa” and “hoá”, “Ban chỉ đạo” and “Ban Chỉ đạo” are the same words.
    loose = _TONE.sub(lambda match: f"(?:{match[0]}|{_OTHER_TONE[match[0]]})", inner.lower())
    loose = re.sub(r"\\?[-–]", "[-–]", loose)
    yield re.compile(f"{start}{loose}{end}", re.IGNORECASE)


def exchanged(node: Node, pattern: re.Pattern[str], new: str, part: str) -> Node:
    """*node* and all below it with other words; of a name or an opening only that."""
    heading = node.heading if part == Part.INTRO else _sub(pattern, new, node.heading)
    text = node.text if part == Part.HEADING else _sub(pattern, new, node.text)
    below = node.children
    if part == Part.WHOLE:
        below = tuple(
            child if child.kind == "note" else exchanged(child, pattern, new, part)
            for child in node.children
        )
    return replace(node, heading=heading, text=text, children=below)


def _sub(pattern: re.Pattern[str], new: str, text: str) -> str:
    changed = pattern.sub(lambda _match: new, text)
    if changed == text or new:
        return changed
    # What words left behind: two blanks, or one before a stop.
    changed = re.sub(r" {2,}", " ", changed)
    return re.sub(r" (?=[,;.:])", "", changed).strip(" ")
