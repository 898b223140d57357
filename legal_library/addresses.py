"""Where a provision stands in public addresses: eIds to anchors and paths, and back. Pure Python.

`art_5__para_2__point_dd` is shown as `#dieu-5-khoan-2-diem-dd` in the document and as
`/dieu-5/#khoan-2-diem-dd` by itself; the bodies issued with an act start with `kem-theo-1`.
"""

import re

_WORDS = {
    "part": "phan",
    "chp": "chuong",
    "sec": "muc",
    "subsec": "tieu-muc",
    "art": "dieu",
    "para": "khoan",
    "point": "diem",
    "annex": "phu-luc",
    "att": "kem-theo",
    "p": "doan",
    "table": "bang",
    "note": "chu-thich",
    "qstr": "trich",
}
_NAMES = {
    "part": "Phần",
    "chp": "Chương",
    "sec": "Mục",
    "subsec": "Tiểu mục",
    "art": "Điều",
    "para": "khoản",
    "point": "điểm",
    "annex": "Phụ lục",
}
_STEPS = {word: step for step, word in _WORDS.items()}
# “dieu-5-khoan-2”: a known word, or a piece of the number that follows one.
_ANCHOR_STEP = re.compile(
    rf"(?:^|-)(?:({'|'.join(sorted(_STEPS, key=len, reverse=True))})(?=-|$)|([0-9a-z]+))"
)
_STEP = re.compile(r"([a-z]+)_(.+)")
_ARTICLE_EID = re.compile(r"(?:att_(?P<body>\d+)__)?art_(?P<article>[0-9a-z]+(?:-\d+)*)")
_QUOTATION = re.compile(r"(?:.*__)?qstr_[^_]+")


def anchor(eid: str) -> str:
    """The id of the provision's element in a page: “art_5__para_2” gives “dieu-5-khoan-2”."""
    steps = []
    for step in eid.split("__"):
        match = _STEP.fullmatch(step)
        word, number = (match[1], match[2]) if match else (step, "")
        steps.append("-".join(filter(None, [_WORDS.get(word, word), number])))
    return "-".join(steps).lower()


def eid_at(place_anchor: str) -> str:
    """The eId that `anchor` wrote, in small letters; empty for what is no anchor."""
    steps: list[list[str]] = []
    for word, number in _ANCHOR_STEP.findall(place_anchor.lower()):
        if word:
            steps.append([_STEPS[word]])
        elif not steps:
            return ""
        else:
            steps[-1].append(number)
    return "__".join("_".join(filter(None, (word, "-".join(numbers)))) for word, *numbers in steps)


def article_path(eid: str) -> str:
    """The path of an article below its document: “att_1__art_5” gives “kem-theo-1/dieu-5/”.

    Empty for what is not an article that stands by itself.
    """
    match = _ARTICLE_EID.fullmatch(eid)
    if not match:
        return ""
    body = f"kem-theo-{match['body']}/" if match["body"] else ""
    return f"{body}dieu-{match['article']}/"


def article_eid(article: str, body: str = "") -> str:
    """The eId that `article_path` was made from."""
    prefix = f"att_{body}__" if body else ""
    return f"{prefix}art_{article}"


def is_quoted(eid: str) -> bool:
    """The provision stands inside an amendment's quotation, not in the act itself."""
    return "qstr_" in eid


def quotation_of(eid: str, parent: str) -> str:
    """The quotation that begins between *parent* and *eid*; empty when there is none."""
    if eid.count("qstr_") <= parent.count("qstr_"):
        return ""
    match = _QUOTATION.match(eid)
    return match[0] if match else ""


def place_name(eid: str) -> str:
    """How a citation names the place: “art_5__para_2__point_dd” gives “điểm đ khoản 2 Điều 5”."""
    before, quoted, inside = eid.partition("__qstr_")
    if quoted:
        place = place_name(inside.partition("__")[2])
        return f"{place} trong phần sửa đổi tại {place_name(before)}".strip()
    names, attached = [], ""
    for step in eid.split("__"):
        match = _STEP.fullmatch(step)
        word, number = (match[1], match[2]) if match else (step, "")
        if word == "att":
            attached = "của văn bản kèm theo" + (f" thứ {number}" if number != "1" else "")
        elif word in _NAMES:
            names.append(f"{_NAMES[word]} {number.replace('dd', 'đ')}".strip())
    return " ".join(filter(None, [*reversed(names), attached]))
