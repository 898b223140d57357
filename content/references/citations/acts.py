"""Acts as texts name them: by number, by name, as “Luật này”, “Nghị định nói trên” or briefly."""

import re
from dataclasses import dataclass, replace

from ..folding import fold_in_place
from ..numbers import find_numbers, normalize_number
from .act_parts import read_date, with_tail
from .model import Act
from .names import ActNames
from .words import ATTACHED_TYPES, NAMED_TYPES, TYPE_OF_SYMBOL, TYPES, is_printed_as

_TYPE = re.compile(
    r"(?:cac\s+|nhung\s+)?(?P<type>"
    + "|".join(word.replace(" ", r"\s+") for word in TYPES)
    + r")(?!\w)"
)
_THIS = re.compile(r"\s+nay(?!\w)")
_SAID = re.compile(  # “Nghị định nói trên”, “Thông tư đó”, “Luật trên,”
    r"\s+(?:(?:da\s+)?(?:noi|neu|dan|ke|vien\s+dan)\s+(?:o\s+)?tren|vua\s+neu|tren\s+day|do|ay"
    r"|tren(?=\s*[,.;:)]|\s+(?:thi|quy|co|la|da|con|cung|van|cho|neu)(?!\w)))(?!\w)"
)
_ABBREVIATED = re.compile(r"(?P<type>ttlt|nd|nq|qd|tt|ct)\s+(?=(?:so\s+)?\d)")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
_SAID_WORDS = ("trên", "nêu", "đây", "đó", "ấy")
_SAME = re.compile(r"cung\s+(?P<type>bo\s+luat|luat|nghi\s+dinh|thong\s+tu|quyet\s+dinh)(?!\w)")
_NUMBER_WORD = re.compile(r"\s*(?:,\s*)?so(?:\s*:)?\s*(?=\d|[tq]cvn)")
_BLANK = re.compile(r"\s*(?::\s*)?")
_SERIAL = re.compile(r"\d{1,5}(?:\.\d{1,2})?[a-z]?\s*[/-]\s*(?:[a-z]|\d{4})")
_STANDARD = re.compile(
    r"(?:qcvn|tcvn)\s*\d{1,5}(?:-\d{1,2})?\s*:\s*(?:19|20)\d\d(?:\s*/\s*[a-z]{2,9})?(?!\w)"
)
_SHORT_NUMBER = re.compile(  # “Nghị định số 168/2031”, without its symbol
    r"(?P<number>\d{1,5}[a-z]?/(?P<year>(?:19|20)\d\d))(?![\w/-])"
)
_SERIAL_ALONE = re.compile(  # “Nghị định 100”, which readers tell apart by what it is about
    r"(?P<number>(?!(?:19|20)\d\d)\d{1,4})(?![\w/%-]|[.,]\d)"
    r"(?!\s+(?:nam|ngay|thang|nguoi|trang|dieu|khoan|lan|ban|van|cai|viec|ve|va\s+\d|nghi|thong|dong"
    r"|trieu|ty|nghin)(?!\w))"
)
_ALONE_TYPES = ("Nghị định", "Thông tư")
_SYMBOL = re.compile(
    r"(?P<standard>QCVN|TCVN)|[^/]*/(?:\d{4}/)?(?P<after>[A-ZĐ]+)|\d+-(?P<party>[A-Z]+)"
)
_YEAR = re.compile(
    r"(?:\s*,|\s+\(sua\s+doi\))?\s+(?:nam\s+)?(?P<year>(?:19|20)\d\d)(?![\w/-]|\.\d)"
)
_ATTACHED = re.compile(  # “Quy chế … ban hành kèm theo ”
    r"(?P<kind>quy\s+che|quy\s+dinh|quy\s+trinh|dieu\s+le|noi\s+quy|chuong\s+trinh|de\s+an"
    r"|danh\s+muc|dinh\s+muc)(?!\w)"
    r"(?:[^.;:\n“”\"()]{0,160}?[ \n(])"
    r"(?:(?:ban\s+hanh\s+)?(?:dinh\s+)?kem(?:\s+theo)?|ban\s+hanh\s+(?:theo|tai|boi))\s+"
)
_AMENDING = re.compile(
    r"(?:bo\s+)?(?:luat|phap\s+lenh)\s+sua\s+doi(?:\s*,?\s*bo\s+sung)?\s+"
    r"(?:(?:mot\s+so|cac)\s+)?(?:dieu|noi\s+dung|quy\s+dinh|dieu\s+khoan)(?:\s+\d{1,3})?\s+"
    r"(?:cua\s+)?(?=(?:bo\s+luat|luat|phap\s+lenh|hien\s+phap)\s)"
)
# “Công ty Luật …” and “Đại học Luật …” bear the word in their own names.
_COMPANY = re.compile(
    r"(?:cong\s+ty|van\s+phong|dai\s+hoc|truong|khoa|bao|hang|cu\s+nhan|nganh)\s+$"
)
_FULL_NAME = re.compile(r"\s+nuoc\s+cong\s+hoa\s+xa\s+hoi\s+chu\s+nghia\s+viet\s+nam(?!\w)")
# A name that is in no list goes on over words, to a year, a number or a word of the sentence.
_NAME_WORD = re.compile(
    r"[ \t\u00a0]+(?P<word>[^\W\d_]+)|,(?=\s+[^\W\d_]+\s+[^\W\d_]+\s+nam\s+\d{4})"
)
_STOPS = (
    "quy|nói|là|như|thế|nào|có|thì|ngày|số|điều|này|đó|trên|hiện|mới|cũ|đã|đang|sẽ|được|bị|phải|cho"
    "|nếu|không|cấm|hoặc|tại|theo|từ|đến|khi|mà|áp|chưa|còn|cũng|vẫn|thay|bằng|nêu|giao|nay"
)
_NAME_STOPS = frozenset(_STOPS.split("|"))
_LONGEST_NAME = 16  # words
_LONGEST_UNDATED = 10
_LONGEST_ALIAS = 80


@dataclass(frozen=True, slots=True)
class Mention:
    """An act at a place of a text. `said` is how it points: "this", "said" or "" by itself."""

    act: Act
    start: int
    end: int
    said: str = ""


class ActReader:
    """Reads acts in one text; remembers the short forms that the text defines."""

    def __init__(self, text: str, folded: str, names: ActNames):
        self.text, self.folded, self.names = text, folded, names
        self._defined: dict[str, Act] = {}
        self._defined_lengths: list[int] = []

    def define(self, alias: str, act: Act) -> None:
        """From here on, *alias* names *act*."""
        folded = fold_in_place(alias)[:_LONGEST_ALIAS]
        self._defined[folded] = act
        self._defined_lengths = sorted({len(known) for known in self._defined}, reverse=True)

    def read(self, start: int, *, after_place: bool = False) -> Mention | None:
        """The act that is named from *start* on."""
        if after_place and (same := _SAME.match(self.folded, start)):
            kind = TYPES[" ".join(same["type"].split())]
            return Mention(Act(kind), start, same.end(), "said")
        return self._attached(start) or self._plain(start)

    def _attached(self, start: int) -> Mention | None:
        """“Quy chế … ban hành kèm theo Quyết định số …”: the act, and what was issued with it."""
        match = _ATTACHED.match(self.folded, start)
        mention = self._plain(match.end()) if match else None
        if mention is None or mention.said:
            return None
        kind = TYPES[" ".join(match["kind"].split())]
        if kind not in ATTACHED_TYPES:
            return None
        return Mention(replace(mention.act, attachment=kind), start, mention.end)

    def _plain(self, start: int) -> Mention | None:
        match = _TYPE.match(self.folded, start)
        if match is None:
            return self._abbreviated(start) or self._short(start) or self._bare_number(start)
        word = " ".join(match["type"].split())
        begin, end = match.span("type")
        printed = self.text[begin:end]
        if not is_printed_as(printed, word):
            return None
        kind = TYPES[word]
        found = (
            self._pointing(kind, printed, begin, end)
            or self._defined_at(begin)
            or self._number(kind, begin, end)
        )
        if found is None and kind in NAMED_TYPES:
            return self._named(kind, begin, end)
        return found

    def _abbreviated(self, start: int) -> Mention | None:
        """“NĐ 100/2019/NĐ-CP”: only where a number follows that says the same."""
        match = _ABBREVIATED.match(self.folded, start)
        return (
            self._number(TYPE_OF_SYMBOL[match["type"].upper()], start, match.end(), alone=False)
            if match
            else None
        )

    def _pointing(self, kind: str, printed: str, start: int, end: int) -> Mention | None:
        """“Luật này”, “Nghị định nói trên”."""
        for pattern, said, words in ((_THIS, "this", ("này",)), (_SAID, "said", _SAID_WORDS)):
            if match := pattern.match(self.folded, end):
                last = self.text[match.start() : match.end()].split()[-1].lower()
                if last in words or printed.isascii():
                    return Mention(Act(kind), start, match.end(), said)
        return None

    def _defined_at(self, start: int) -> Mention | None:
        for length in self._defined_lengths:
            end = start + length
            act = self._defined.get(self.folded[start:end])
            following = self.folded[end : end + 1]
            if act and not following.isalnum() and following != "/":
                return Mention(act, start, end)
        return None

    def _short(self, start: int) -> Mention | None:
        """“BLDS 2015”: a known abbreviation."""
        is_short = self.folded.startswith("bl", start)
        found = self.names.match(self.text, self.folded, start) if is_short else None
        if found:
            return self._finish_name(found[0], start, found[1])
        return self._defined_at(start)

    def _bare_number(self, start: int) -> Mention | None:
        """A number without the word for its type: “168/2024/NĐ-CP”, “QCVN 41:2019/BGTVT”."""
        number, end = self._read_number(start)
        if not number and (word := _NUMBER_WORD.match(self.folded, start)):
            number, end = self._read_number(word.end())
        if not number:
            return None
        match = _SYMBOL.match(number)
        symbol = match["standard"] or match["after"] or match["party"] if match else ""
        symbol = fold_in_place(symbol or "").upper()
        kind = "Luật" if symbol == "QH" else TYPE_OF_SYMBOL.get(symbol, "")
        return self._finish(Act(kind, number=number, year=_year_of(number)), start, end)

    def _number(self, kind: str, start: int, end: int, *, alone: bool = True) -> Mention | None:
        match = _NUMBER_WORD.match(self.folded, end) or _BLANK.match(self.folded, end)
        number, stop = self._read_number(match.end())
        if number:
            act = Act(kind, number=number, year=_year_of(number))
            return self._finish(act, start, stop)
        if short := _SHORT_NUMBER.match(self.folded, match.end()):
            number = self.text[slice(*short.span("number"))].upper()
            act = Act(kind, number=number, year=int(short["year"]))
            return self._finish(act, start, short.end())
        # Behind “số” the number is complete, or broken off.
        if alone and kind in _ALONE_TYPES:
            blank = _BLANK.match(self.folded, end)
            if serial := _SERIAL_ALONE.match(self.folded, blank.end()):
                return self._finish(Act(kind, number=serial["number"]), start, serial.end())
        return None

    def _read_number(self, start: int) -> tuple[str, int]:
        """The complete number at *start* in its normal form, and where it ends."""
        if standard := _STANDARD.match(self.folded, start):
            return normalize_number(self.text[start : standard.end()]), standard.end()
        if not _SERIAL.match(self.folded, start):
            return "", start
        found = next(iter(find_numbers(self.text[start : start + 90].replace("_", "-"))), None)
        if not found or found.start:
            return "", start
        return _as_printed(found.text), start + found.end

    def _named(self, kind: str, start: int, end: int) -> Mention | None:
        if kind == "Hiến pháp":
            full = _FULL_NAME.match(self.folded, end)
            return self._finish_name(kind, start, full.end() if full else end)
        if _COMPANY.search(self.folded[max(0, start - 14) : start]):
            return None
        known = self.names.match(self.text, self.folded, start)
        if known and not self._goes_on(known[1]):
            return self._finish_name(known[0], start, known[1])
        stop = 0
        if amending := _AMENDING.match(self.folded, start):
            inner = self.names.match(self.text, self.folded, amending.end())
            stop = inner[1] if inner else self._unknown_name(amending.end())
        elif self._capital_at(end):
            stop = self._unknown_name(start)
        if not stop:
            return None
        rest = " ".join(self.text[end:stop].split())
        return self._finish_name(f"{kind} {rest}", start, stop)

    def _capital_at(self, end: int) -> bool:
        begin = _BLANK.match(self.folded, end).end()
        return self.text[begin : begin + 1].isupper()

    def _goes_on(self, end: int) -> bool:
        """The name is longer than a known one: up to three words more, then a number or year."""
        here = end
        for count in range(4):
            if self._is_dated_at(here):
                return count > 0
            match = _NAME_WORD.match(self.folded, here)
            if match is None or self._stops(match):
                return False
            here = match.end()
        return False

    def _is_dated_at(self, end: int) -> bool:
        if _YEAR.match(self.folded, end) or read_date(self.folded, end):
            return True
        word = _NUMBER_WORD.match(self.folded, end)
        return bool(word and self._read_number(word.end())[0])

    def _stops(self, match: re.Match[str]) -> bool:
        printed = self.text[slice(*match.span("word"))] if match["word"] else ""
        return printed.lower() in _NAME_STOPS

    def _unknown_name(self, start: int) -> int:
        """Where a name ends that is in no list; 0 when none stands at *start*."""
        here, words = _TYPE.match(self.folded, start).end(), 0
        while words < _LONGEST_NAME and not self._is_dated_at(here):
            match = _NAME_WORD.match(self.folded, here)
            if match is None or self._stops(match):
                break
            here = match.end()
            words += 1
        is_name = words and (words <= _LONGEST_UNDATED or self._is_dated_at(here))
        return here if is_name else 0

    def _finish_name(self, name: str, start: int, end: int) -> Mention:
        """The year and the number behind a name."""
        year = _YEAR.match(self.folded, end)
        end = year.end() if year else end
        word = _NUMBER_WORD.match(self.folded, end)
        number, stop = self._read_number(word.end()) if word else ("", end)
        act = Act(
            next(kind for kind in NAMED_TYPES if name.startswith(kind)),
            number=number,
            name=name,
            year=int(year["year"]) if year else _year_of(number),
        )
        return self._finish(act, start, stop if number else end)

    def _finish(self, act: Act, start: int, end: int) -> Mention:
        act, end = with_tail(act, self.text, self.folded, end)
        return Mention(act, start, end)


def _as_printed(text: str) -> str:
    """The number in its normal form, but “QĐ-TTg” and not “QĐ-TTG” where it is printed so."""
    normal = normalize_number(text)
    printed = "".join(text.translate(_DASHES).split())
    symbol = printed.rpartition("/")[2]
    return printed if printed.upper() == normal and symbol[:1].isupper() else normal


def _year_of(number: str) -> int | None:
    found = re.search(r"[/:]((?:19|20)\d\d)(?:/|$)", number)
    return int(found[1]) if found else None
