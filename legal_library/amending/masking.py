"""What of a sentence orders nothing: quoted words, and what earlier acts did. Pure Python."""

import re

MASK = "¤"

# How an act came to be what it is, which is no order: “đã được sửa đổi, bổ sung theo Luật số …”.
_HISTORY = re.compile(
    r"""
    ,?\s*(?:đã\s+)? được\s+ (?:sửa\s+đổi|bổ\s+sung|thay\s+thế) (?:,?\s*(?:và\s+)?bổ\s+sung)?+
    (?! \s+ (?:như|nhu)\s+sau | \s+ (?:bằng|bởi\s+cụm) | \s*$ | \s*: )
    [^:;“”"]*? (?= \s+như\s+sau | [:;“”"] | \.\s*$ | $ )
    """,
    re.VERBOSE | re.IGNORECASE,
)


def masked(text: str) -> str:
    """*text* with what stands in quotation marks blotted out, at the same length."""
    written, depth = [], 0
    for char in text:
        if char == "“" or (char == '"' and not depth):
            depth += 1
            written.append(char if depth == 1 else MASK)
        elif char in '”"' and depth:
            depth -= 1
            written.append(MASK if depth else char)
        else:
            written.append(MASK if depth else char)
    return "".join(written)


def without_history(text: str) -> str:
    """Masked *text* without what earlier acts did to the act it names, at the same length."""
    return _HISTORY.sub(lambda match: " " * len(match[0]), text)
