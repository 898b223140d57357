"""Automatic numbers of Word lists: the marker that Word draws before a paragraph."""

from collections import defaultdict

from docx.oxml.ns import qn

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"))
_ROMAN += ((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_DEEPEST = 9


class Numbering:
    """The lists of one document; `marker` counts on with each paragraph."""

    def __init__(self, element):
        """*element* is the root of numbering.xml, or None."""
        self.levels: dict[str, dict[int, _Level]] = {}
        self.lists: dict[str, str] = {}
        self.restarts: dict[str, dict[int, int]] = defaultdict(dict)
        self.counts: dict[str, list[int | None]] = {}
        self.seen: set[str] = set()
        if element is not None:
            self._read(element)

    def _read(self, element) -> None:
        linked = {}
        for abstract in element.findall(qn("w:abstractNum")):
            name = abstract.get(qn("w:abstractNumId"))
            levels = {}
            for level in abstract.findall(qn("w:lvl")):
                levels[_number(level.get(qn("w:ilvl")))] = _Level(level)
            self.levels[name] = levels
            if (style := abstract.find(qn("w:styleLink"))) is not None:
                linked[style.get(qn("w:val"))] = levels
        for abstract in element.findall(qn("w:abstractNum")):
            if (style := abstract.find(qn("w:numStyleLink"))) is not None:
                name = abstract.get(qn("w:abstractNumId"))
                self.levels[name] = linked.get(style.get(qn("w:val")), self.levels[name])
        for item in element.findall(qn("w:num")):
            name = item.get(qn("w:numId"))
            self.lists[name] = _value(item, "w:abstractNumId")
            for override in item.findall(qn("w:lvlOverride")):
                level = _number(override.get(qn("w:ilvl")))
                if (start := _value(override, "w:startOverride")) != "":
                    self.restarts[name][level] = _number(start)

    def marker(self, name: str, level: int) -> str:
        """The marker of the next paragraph of list *name* on *level*; empty when it has none."""
        abstract = self.lists.get(name)
        levels = self.levels.get(abstract, {})
        if level not in levels or level >= _DEEPEST:
            return ""
        counts = self.counts.setdefault(abstract, [None] * _DEEPEST)
        if name not in self.seen:
            self.seen.add(name)
            for at in self.restarts[name]:
                counts[at] = None
        current = counts[level]
        first = self.restarts[name].get(level, levels[level].start)
        counts[level] = first if current is None else current + 1
        for below in range(level + 1, _DEEPEST):
            counts[below] = None
        return levels[level].text(counts, levels)


class _Level:
    def __init__(self, element):
        self.start = _number(_value(element, "w:start") or "1")
        self.format = _value(element, "w:numFmt") or "decimal"
        self.pattern = _value(element, "w:lvlText")

    def text(self, counts: list[int | None], levels: dict[int, "_Level"]) -> str:
        if self.format == "none":
            return ""
        if self.format == "bullet":
            # Symbol fonts have their bullets where no letter is.
            return self.pattern if self.pattern in "-–+*•" and self.pattern else "-"
        text = self.pattern
        for level, other in levels.items():
            place = f"%{level + 1}"
            if place in text:
                count = counts[level] if counts[level] is not None else other.start
                text = text.replace(place, spelled(count, other.format))
        return text.strip()


def spelled(number: int, kind: str) -> str:
    """*number* as Word writes it: 4 is “d” or “IV”."""
    if kind in ("lowerLetter", "upperLetter") and number > 0:
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter.upper() if kind == "upperLetter" else letter
    if kind in ("lowerRoman", "upperRoman") and 0 < number < 4000:
        roman = ""
        for value, letters in _ROMAN:
            roman += letters * (number // value)
            number %= value
        return roman.upper() if kind == "upperRoman" else roman
    return f"{number:02}" if kind == "decimalZero" else str(number)


def _value(element, name: str) -> str:
    child = element.find(qn(name))
    return child.get(qn("w:val"), "") if child is not None else ""


def _number(text: str | None) -> int:
    try:
        return int(text or 0)
    except ValueError:
        return 0
