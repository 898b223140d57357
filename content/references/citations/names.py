"""Names of laws: the longest known name at a place of a text."""

import re
from collections.abc import Iterable

from content.text import normalize

from ..folding import fold_in_place

_WORD = re.compile(r"[^\W_]+")
_SPELLED_WORD = re.compile(r"[^\W_]+,?")
_GAP = re.compile(r"[ \t\u00a0]*(?:[,&-]\s*|\n\s*)?")
_END = ""
_Y_AS_I = str.maketrans("yýỳỷỹỵ", "iíìỉĩị")


class ActNames:
    """Names by their folded words, commas left out: “Phòng chống ma tuý” is the same law.

    *aliases* are other names of a law: “BLDS” of “Bộ luật Dân sự”.
    """

    def __init__(self, names: Iterable[str] = (), aliases: Iterable[tuple[str, str]] = ()):
        self._tree: dict = {}
        for name in names:
            self.add(name, name)
        for alias, name in aliases:
            self.add(alias, name)

    def add(self, alias: str, name: str) -> None:
        branch = self._tree
        for word in words_of(alias):
            branch = branch.setdefault(word, {})
        branch.setdefault(_END, (name, _spelling(alias)))

    def match(self, text: str, folded: str, position: int) -> tuple[str, int] | None:
        """The longest name that begins at *position*, and where it ends.

        Folding finds names that are typed without marks; with other marks they are other words:
        “Luật gia” (a lawyer) is not “Luật Giá”.
        """
        branch, found, here = self._tree, None, position
        while word := _WORD.match(folded, here):
            branch = branch.get(word.group())
            if branch is None:
                break
            if _END in branch:
                name, spelling = branch[_END]
                printed = text[position : word.end()]
                if _is_spelled(printed, spelling):
                    found = name, word.end()
            here = _GAP.match(folded, word.end()).end()
        return found


def _spelling(name: str) -> tuple[str, ...]:
    """Its words with their marks and commas; i and y, which are written for each other, as one."""
    return tuple(_SPELLED_WORD.findall(normalize(name).lower().translate(_Y_AS_I)))


def _is_spelled(printed: str, spelling: tuple[str, ...]) -> bool:
    """*printed* is the name, though marks may be left out altogether, and commas one by one."""
    words = _spelling(fold_in_place(printed) if printed.isascii() else printed)
    for word, known in zip(words, spelling, strict=True):
        if printed.isascii():
            known = fold_in_place(known)
        if word not in (known, known.removesuffix(",")):
            return False
    return True


def words_of(name: str) -> list[str]:
    return _WORD.findall(fold_in_place(normalize(name)))


def name_key(name: str) -> str:
    """A name without case, marks and commas: one key for its spellings."""
    return " ".join(words_of(name))
