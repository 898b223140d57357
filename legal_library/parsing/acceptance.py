"""Third stage, the judgement: does a line that looks like a marker begin a provision?

“Điều 5 của Luật này” at the start of a wrapped line, the row number of a flattened table
and a list inside a clause all look like one. Series decide: the number that is due is
believed, any other needs a finished sentence before it.
"""

import re
from dataclasses import dataclass, field

from .lines import Line, ends_open, ends_sentence, starts_lower, starts_upper
from .markers import Mark
from .numbers import follows, rank_of

_ANNOUNCES = re.compile(r"(?:như sau|sau đây)\s*:?$")
GROUPS = ("part", "chapter", "section", "subsection")
_CITES = re.compile(
    r"(?<!\w)(?:(?:điểm|khoản|[Đđ]iều|[Mm]ục|[Cc]hương|số|ngày|tháng|năm)"
    r"\s(?:\d+[a-zđ]?|[a-zđ]|[IVX]+)|(?<!tài )khoản|Điều|Mục|Chương|ngày|tháng)$"
)
_CUT = re.compile(r"(?<!\w)(?:(?<!tài )khoản|Điều|Mục|Chương|ngày|tháng)$")


@dataclass(slots=True)
class Series:
    """The numbers reached so far, from the article down; a quotation has its own."""

    article: str = ""
    section: str = ""  # of an outline without articles
    clause: str = ""
    point: str = ""
    stray: str = ""  # last number of a list that is no series of clauses


@dataclass(frozen=True, slots=True)
class Context:
    """What is known when a line is judged."""

    region: str  # preface, body, conclusion, annex
    quoted: bool
    before: Line | None
    following: str  # the next line
    finished: bool  # what stands before is finished: a sentence, a marker, a heading
    wrapped: bool  # the source breaks lines inside sentences
    outline: bool = False  # a document without articles
    quoted_before: str = ""  # the last article of a quotation that ended just before
    series: Series = field(default_factory=Series)

    @property
    def open(self) -> bool:
        """What stands before goes on in this line."""
        if not self.before:
            return False
        text = self.before.text
        return is_cut(text) or (self.wrapped and cites(text))


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the line begins a provision, and what an editor should check about that."""

    accepted: bool
    doubt: str = ""
    quotes: bool = False  # a quotation begins here although no quotation mark says so


REJECTED = Verdict(False)


def judge(mark: Mark, context: Context) -> Verdict:
    """Whether *mark* begins a provision where it stands."""
    if mark.kind in GROUPS:
        return Verdict(_is_group(mark, context))
    if mark.kind == "annex":
        return Verdict(_is_annex(mark, context))
    if mark.kind == "article":
        return _judge_article(mark, context)
    if context.region in ("conclusion", "annex") or (
        context.region == "preface" and not context.outline
    ):
        return REJECTED
    if mark.kind == "roman":
        return Verdict(context.outline and _is_roman(mark, context))
    if mark.kind == "clause":
        return _judge_clause(mark, context)
    return _judge_point(mark, context)


def cites(text: str) -> bool:
    """*text* ends with a reference, which may go on: “quy định tại khoản 2”."""
    return bool(_CITES.search(text[-30:]))


def is_cut(text: str) -> bool:
    """*text* breaks off: “quy định tại”, “trong tháng”."""
    return ends_open(text) or bool(_CUT.search(text[-12:]))


def _ends_with_comma_only(text: str) -> bool:
    stem = text.rstrip(",")
    return bool(stem) and not (is_cut(stem) or cites(stem))


def _is_due(mark: Mark, last: str, first: str) -> bool:
    return follows(mark.number, last) if last else mark.number == first


def _is_heading(mark: Mark, context: Context) -> bool:
    """What follows the marker can be a heading: it does not go on with a small letter."""
    rest = mark.rest or context.following
    return not rest or not (starts_lower(rest) or rest[0] in ",;)")


def _judge_article(mark: Mark, context: Context) -> Verdict:
    last, before = context.series.article, context.before
    due = _is_due(mark, last, "1")
    if not _is_heading(mark, context):
        # “Điều 45, Chế độ …”: a comma typed for a stop.
        return Verdict(mark.quoted and mark.rest.startswith(",") and starts_upper(mark.rest[2:]))
    if mark.word == "misprint":
        doubt = f"“{mark.marker}” được đọc là Điều {mark.number}: kiểm tra lỗi gõ."
        return Verdict(due and context.finished, doubt) if due else REJECTED
    if context.quoted:
        new_line = mark.punctuated and not ends_open(before.text)
        return Verdict(context.finished or mark.quoted or new_line)
    if due and context.region == "preface":
        return Verdict(context.finished or mark.punctuated or not mark.rest)
    if due:
        # A comma typed for a stop ends an article too, but not inside a list of references.
        stopped = mark.punctuated and before and _ends_with_comma_only(before.text)
        return Verdict(bool(context.finished or stopped or not context.open))
    if not context.finished or not (mark.punctuated or not mark.rest):
        return REJECTED
    return _judge_article_out_of_turn(mark, context, last)


def _judge_article_out_of_turn(mark: Mark, context: Context, last: str) -> Verdict:
    if not last:
        doubt = f"Điều đầu tiên là Điều {mark.number}: kiểm tra có thiếu điều không."
        return Verdict(True, doubt)
    announced = context.before and _ANNOUNCES.search(context.before.text)
    if announced or (context.quoted_before and follows(mark.number, context.quoted_before)):
        doubt = f"Điều {mark.number} có vẻ được trích dẫn nhưng thiếu dấu mở ngoặc kép (“)."
        return Verdict(True, doubt, quotes=True)
    if rank_of(mark.number) > rank_of(last):
        doubt = f"Sau Điều {last} là Điều {mark.number}: kiểm tra có thiếu điều không."
        return Verdict(True, doubt)
    doubt = f"Điều {mark.number} đứng sau Điều {last}: kiểm tra số điều hoặc dấu ngoặc kép."
    return Verdict(True, doubt)


def _judge_clause(mark: Mark, context: Context) -> Verdict:
    rest = mark.rest or context.following
    capital = bool(rest) and not starts_lower(rest) and rest[0] not in ",;.)%"
    series = context.series
    due = _is_due(mark, series.clause, "1")
    if not mark.punctuated:
        # “23 Đề nghị …” between 22. and 24.; a number before a word says little by itself.
        forgotten = due and series.clause and context.before and ends_sentence(context.before.text)
        doubt = f"Khoản {mark.number} thiếu dấu chấm sau số: kiểm tra có đúng là khoản không."
        return Verdict(True, doubt) if forgotten else REJECTED
    if context.quoted and not series.clause:
        return Verdict(capital and (context.finished or mark.quoted or mark.number == "1"))
    if series.stray and follows(mark.number, series.stray) and not (due and context.finished):
        series.stray = mark.number
        return REJECTED
    if due and (capital or context.finished):
        # Below the article's heading the first clause needs no finished sentence.
        return Verdict(context.finished or not series.clause or not context.open)
    if not (context.finished and capital):
        return REJECTED
    return _judge_clause_out_of_turn(mark, series)


def _judge_clause_out_of_turn(mark: Mark, series: Series) -> Verdict:
    last = series.clause
    skipped = rank_of(mark.number)[0] - (rank_of(last)[0] if last else 0)
    if mark.marker.endswith(".") and 0 <= skipped <= 3 and (last or mark.number == "2"):
        doubt = f"Trước khoản {mark.number} không có khoản nào: kiểm tra có thiếu khoản không."
        if last:
            doubt = f"Sau khoản {last} là khoản {mark.number}: kiểm tra có thiếu khoản không."
        return Verdict(True, doubt if skipped else "")
    if mark.number == "1":
        series.stray = "1"
        return Verdict(False, "Số thứ tự bắt đầu lại từ 1 trong cùng một điều: giữ là đoạn văn.")
    return REJECTED


def _judge_point(mark: Mark, context: Context) -> Verdict:
    last = context.series.point
    if context.quoted and not last:
        return Verdict(context.finished or mark.quoted or mark.number == "a")
    due = _is_due(mark, last, "a")
    if not mark.marker.endswith(")") and not (due and context.finished):
        return REJECTED
    if due:
        return Verdict(context.finished or not context.open)
    if not (context.finished and last and rank_of(mark.number) >= rank_of(last)):
        return REJECTED
    doubt = f"Sau điểm {last} là điểm {mark.number}: kiểm tra có thiếu điểm không."
    # The letters f, j, w, z are skipped by the rule and used by some; two are not worth a word.
    return Verdict(True, doubt if rank_of(mark.number)[0] - rank_of(last)[0] > 2 else "")


def _is_roman(mark: Mark, context: Context) -> bool:
    rest = mark.rest or context.following
    due = _is_due(mark, context.series.section, "I")
    return due and context.finished and bool(rest) and not starts_lower(rest)


def _is_group(mark: Mark, context: Context) -> bool:
    if not _is_heading(mark, context):
        return False
    if context.region == "conclusion":
        return context.finished and mark.number in ("I", "1")
    if mark.rest and not mark.punctuated and not starts_upper(mark.rest):
        return False
    return context.finished or not context.open


def _is_annex(mark: Mark, context: Context) -> bool:
    outside = context.region in ("conclusion", "annex")
    if context.quoted or (context.region == "preface" and not context.outline):
        return False
    if mark.word == "form" and (not outside or _in_table(context)):
        return False
    capitals = mark.marker[:2].isupper()
    if mark.rest and (starts_lower(mark.rest) or not (capitals or mark.punctuated)):
        return False
    if not _is_heading(mark, context):
        return False
    return capitals or (outside and context.finished)


def _in_table(context: Context) -> bool:
    """A cell of a flattened table: lists of forms name each form, and are no form."""
    return bool(context.before) and context.before.text == "|" and context.following == "|"
