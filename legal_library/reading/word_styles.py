"""What a Word paragraph looks like: by its own properties, else by its style."""

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TWIPS = 20.0  # in a point


class Style:
    """What a paragraph style says of what concerns a reader; empty where it says nothing."""

    bold = False
    alignment = ""
    font = ""
    list_name = ""
    list_level = 0
    indent: float | None = None


class Styles:
    def __init__(self, element):
        self.elements = {}
        self.known: dict[str, Style] = {}
        self.default = ""
        for style in element.iterfind(f"{W}style") if element is not None else ():
            name = style.get(f"{W}styleId")
            self.elements[name] = style
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") == "1":
                self.default = name

    def of(self, properties) -> Style:
        """The style of a paragraph, with what it inherits."""
        found = properties.find(f"{W}pStyle") if properties is not None else None
        return self._style(found.get(f"{W}val") if found is not None else self.default)

    def _style(self, name: str, depth: int = 0) -> Style:
        if name in self.known:
            return self.known[name]
        style = Style()
        element = self.elements.get(name)
        if element is not None and depth < 12:
            base = element.find(f"{W}basedOn")
            if base is not None:
                style.__dict__.update(self._style(base.get(f"{W}val"), depth + 1).__dict__)
            self._fill(style, element)
        self.known[name] = style
        return style

    def _fill(self, style: Style, element) -> None:
        paragraph, run = element.find(f"{W}pPr"), element.find(f"{W}rPr")
        style.bold = flag(run, "b", style.bold)
        style.font = font_of(run) or style.font
        style.alignment = alignment_of(paragraph) or style.alignment
        style.indent = indent_of(paragraph, style)
        numbering = paragraph.find(f"{W}numPr") if paragraph is not None else None
        if numbering is not None:
            number, level = numbering.find(f"{W}numId"), numbering.find(f"{W}ilvl")
            style.list_name = number.get(f"{W}val", "") if number is not None else ""
            style.list_level = int(level.get(f"{W}val", "0")) if level is not None else 0


def flag(properties, name: str, default: bool) -> bool:
    found = properties.find(f"{W}{name}") if properties is not None else None
    return default if found is None else found.get(f"{W}val", "1") not in ("0", "false", "off")


def font_of(properties) -> str:
    fonts = properties.find(f"{W}rFonts") if properties is not None else None
    return (fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi") or "") if fonts is not None else ""


def alignment_of(properties) -> str:
    found = properties.find(f"{W}jc") if properties is not None else None
    return found.get(f"{W}val", "") if found is not None else ""


def is_raised(properties) -> bool:
    found = properties.find(f"{W}vertAlign") if properties is not None else None
    return found is not None and found.get(f"{W}val") == "superscript"


def indent_of(properties, style: Style) -> float:
    """Where the first line begins, in points from the margin."""
    found = properties.find(f"{W}ind") if properties is not None else None
    if found is None:
        return style.indent or 0.0
    left = _twips(found.get(f"{W}left") or found.get(f"{W}start"))
    first = _twips(found.get(f"{W}firstLine")) - _twips(found.get(f"{W}hanging"))
    return round(max(0.0, left + first), 1)


def _twips(value: str | None) -> float:
    try:
        return float(value or 0) / _TWIPS
    except ValueError:
        return 0.0
