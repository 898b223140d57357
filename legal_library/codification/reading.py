"""One line of a codified corpus as an article of a document. Pure of the database."""

import json
import re
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from content.references.numbers import number_key
from content.text import compose, normalize

# The fields were cut at a blank: “18” of “18 /2021/TT-NHNN”, “68/2015/TT-” of “68/2015/TT- BTNMT”.
_REST = re.compile(r"(?:\s*[-/]\s*[A-ZĐ0-9]+|(?<=[-/])\s*[A-ZĐ0-9]+)+")
_IN_FORCE_FROM = re.compile(r"có hiệu lực thi hành kể từ ngày\s+(\d{1,2}/\d{1,2}/\d{4})")
# “… 57/2020/QH14 Luật Thanh niên ngày 16/06/2020 của Quốc hội, có hiệu lực …”; titles hold dates.
_ISSUE = re.compile(
    r"(?P<title>.*)\s+ngày\s+(?P<day>\d{1,2}/\d{1,2}/\d{4})\s+của\s+(?P<issuer>[^,]+(?:,[^,]+)*?)"
    r"\s*,\s*có hiệu lực",
    re.DOTALL,
)
# “…, có nội dung được sửa đổi bởi Điều 1 Luật số 26/2018/QH14 có hiệu lực thi hành kể từ ngày …”
_CHANGES = re.compile(
    r",\s*(?P<what>(?:được|bị|có nội dung)[^;0-9]*?)\s*(?:bởi|theo quy định tại)\s+(?P<acts>.+)",
    re.DOTALL,
)
_CHANGING_ACT = re.compile(
    r"số\s+(?P<number>\d+[\w/.&-]*)\s+có hiệu lực thi hành kể từ ngày\s+(?P<day>[\d/]+)"
)
_ITEM = re.compile(r"ItemID=(\d+)", re.IGNORECASE)
_HEADING_MARK = re.compile(r"^Điều\s+[\w.]+?\.?(?:\s+|$)")
_ARTICLE = re.compile(r"\d+[a-zđ]{0,2}")
_UNSTORABLE = re.compile(r"[\0\ud800-\udfff]")
_WORD = re.compile(r"\w+")


class BrokenLine(ValueError):
    """A line that is no codified article; the message says why."""


@dataclass(frozen=True, slots=True)
class Change:
    """An act that the codification names as having changed an article."""

    kind: str  # of ValidityEvent
    number: str
    day: date


@dataclass(frozen=True, slots=True)
class CodifiedText:
    """One article as an edition has it."""

    type_name: str
    number: str
    item: str  # the document's key in the national database; empty where no link is given
    article: str
    subject: str
    subject_name: str
    heading: str
    text: str
    url: str
    effective_from: date | None
    issued_on: date | None = None
    issuer: str = ""
    title: str = ""
    changes: tuple[Change, ...] = ()

    @property
    def number_key(self) -> str:
        return number_key(self.number)

    @property
    def eid(self) -> str:
        return f"art_{self.article.replace('đ', 'dd')}"


def read_line(line: str) -> CodifiedText:
    """The article of one line; BrokenLine for what has none."""
    try:
        record = json.loads(line)
    # A number of thousands of digits is a ValueError, a thousand brackets are a RecursionError.
    except (ValueError, RecursionError) as error:
        raise BrokenLine("JSON hỏng") from error
    if not isinstance(record, dict):
        raise BrokenLine("không phải một đối tượng JSON")
    words = _string(record, "src")
    article = _string(record, "src_article").lower()
    if not _string(record, "src_number") or not _ARTICLE.fullmatch(article):
        raise BrokenLine("không nói là điều nào của văn bản nào")
    url = _string(record, "src_url")
    number = whole_number(_string(record, "src_number"), words)[:120]
    if not number_key(number):
        raise BrokenLine(f"số, ký hiệu không đọc được: {number}")
    issue = _issue(words, number)
    item = _ITEM.search(url)
    return CodifiedText(
        type_name=_string(record, "src_type"),
        number=number,
        item=item[1] if item else "",
        article=article,
        subject=_string(record, "demuc")[:20],
        subject_name=_string(record, "demuc_name"),
        heading=_HEADING_MARK.sub("", _string(record, "heading")).strip(),
        text=_string(record, "text"),
        url=url,
        effective_from=_day(_first(_IN_FORCE_FROM, words)),
        changes=_changes(words),
        **issue,
    )


def whole_number(number: str, words: str) -> str:
    """*number* as *words* print it, where the field was cut off at a blank."""
    begins = words.find(number)
    rest = _REST.match(words, begins + len(number)) if begins >= 0 else None
    return number + "".join(rest.group().split()) if rest else number


def words_digest(*texts: str) -> str:
    """What two texts have in common exactly when they say the same words in the same order.

    Blanks, line ends, punctuation, capitals, the encoding of letters and the place of tone
    marks (“hoà”, “hòa”) are no words.
    """
    words = _WORD.findall(normalize("\n".join(texts)).lower())
    return sha256(" ".join(words).encode()).hexdigest()


def _issue(words: str, number: str) -> dict:
    """Date, issuer and title, which the first article of a document in a subject says."""
    after = words.partition(number)[2] or words
    match = _ISSUE.search(after)
    if not match:
        return {}
    return {
        "issued_on": _day(match["day"]),
        "issuer": " ".join(match["issuer"].split())[:255],
        "title": " ".join(match["title"].split())[:2000],
    }


def _changes(words: str) -> tuple[Change, ...]:
    match = _CHANGES.search(words)
    if not match:
        return ()
    kind = _kind_of(match["what"])
    found = {
        Change(kind, act["number"].rstrip(".-/")[:120], day)
        for act in _CHANGING_ACT.finditer(match["acts"])
        if (day := _day(act["day"]))
    }
    return tuple(sorted(found, key=lambda change: (change.day, change.number)))


def _kind_of(what: str) -> str:
    """“được bổ sung” is the whole article; “có nội dung được bổ sung” a part of it."""
    if "có nội dung" in what or "sửa đổi" in what:
        return "amended"
    if "ngưng" in what:
        return "suspended"
    if "bị" in what:
        return "removed"
    return "added"


def _string(record: dict, name: str) -> str:
    value = record.get(name) or ""
    if not isinstance(value, str):
        raise BrokenLine(f"trường {name} phải là chữ")
    if _UNSTORABLE.search(value):
        raise BrokenLine(f"trường {name} có ký tự hỏng (NUL hoặc nửa cặp UTF-16)")
    return compose(value).strip()


def _first(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    return match[1] if match else ""


def _day(text: str) -> date | None:
    try:
        return datetime.strptime(text, "%d/%m/%Y").date()
    except ValueError:
        return None
