"""Folding that keeps every character at its place, so that a match can be cut from the original."""

from content.text import fold

_LATIN = [chr(code) for code in (*range(0xC0, 0x250), *range(0x1EA0, 0x1F00))]
_TABLE = str.maketrans(
    {char: fold(char) for char in _LATIN if len(fold(char)) == 1}
    # Hyphen, non-breaking hyphen, figure, en and em dash, minus: all typed for “-” in numbers.
    | dict.fromkeys("‐‑‒–—−", "-")
    | {"\u00a0": " "}
)
_LOWER = str.maketrans({chr(code): chr(code + 32) for code in range(ord("A"), ord("Z") + 1)})


def fold_in_place(text: str) -> str:
    """Composed *text* in lower case without diacritics, every character at its place."""
    return text.translate(_TABLE).translate(_LOWER)
