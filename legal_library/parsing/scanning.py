"""Third stage: which lines begin a provision, judged by what came before.

A line may look like a marker and be none: “Điều 5 của Luật này” at the start of a wrapped
line, a row number of a flattened table, a list inside a clause. Series decide: the number
that is due next is believed, any other must have a finished sentence before it.
"""

import re
from dataclasses import dataclass, field

from . import closing
from .lines import Line, ends_open, ends_sentence, starts_lower, starts_upper
from .markers import Mark, follows, rank_of, read_mark
from .tree import Warning

GROUPS = ("part", "chapter", "section", "subsection")
_QUOTE_CLOSES = re.compile(r"[\"”][\s.;,:)]*(?:và|hoặc)?$")
_AMENDS = re.compile(
    r"(?:Sửa đổi|Bổ sung|Bãi bỏ|Thay thế|Thay|Bỏ|Đổi|Hủy bỏ|Chuyển|Bổ cụm từ|Sửa)\b"
    r"|(?:Điểm|Khoản|Điều|Tên|Đoạn|Mục|Chương|Các)\b.{0,200}?(?:sửa đổi|bổ sung|bãi bỏ|như sau)"
)
_INTRODUCES = re.compile(r"như sau\s*:?$|sau đây\s*:$|:$")


@dataclass(slots=True)
class Block:
    """A marker and the lines up to the next one; `quotation` numbers the quoted amendment."""

    kind: str
    number: str = ""
    marker: str = ""
    word: str = ""
    line: int = 1
    lines: list[Line] = field(default_factory=list)
    quotation: int = 0  # 0: not quoted


@dataclass(slots=True)
class Series:
    """The numbers reached so far, from the article down; a quotation has its own."""

    article: str = ""
    clause: str = ""
    point: str = ""
    stray: str = ""  # last number of a list that is no series of clauses


def scan(lines: list[Line]) -> tuple[list[Block], list[Warning]]:
    """*lines* cut into blocks, in order, with every line in exactly one of them."""
    scanner = _Scanner(lines)
    for position, line in enumerate(lines):
        scanner.read(position, line)
    return scanner.blocks, scanner.warnings


class _Scanner:
    def __init__(self, lines: list[Line]):
        self.lines = lines
        self.blocks = [Block("preface")]
        self.warnings: list[Warning] = []
        self.series = Series()
        self.outside = Series()  # the series of the amending act while a quotation is open
        self.depth = 0  # open quotation marks of the quotation
        self.quotation = 0  # the open quotation
        self.quotations = 0
        self.region = "preface"  # preface, body, conclusion, annex
        self.has_articles = False

    # -- reading ---------------------------------------------------------------------

    def read(self, position: int, line: Line) -> None:
        before = self.lines[position - 1] if position else None
        mark = read_mark(line.text)
        if not self.quotation:
            if self._starts_region(position, line, before, mark):
                return
            self._open_quotation(line, before, mark)
        elif mark and not mark.quoted and self._ends_unclosed(position, mark, before):
            self._warn(
                line,
                "Đoạn trích dẫn phía trên thiếu dấu đóng ngoặc kép (”): kiểm tra chỗ kết thúc.",
            )
            self._close_quotation()
        if mark and self._accepts(position, line, before, mark):
            self._begin(line, mark)
        else:
            self.blocks[-1].lines.append(line)
        if self.quotation:
            self._count_quotes(line)

    def _begin(self, line: Line, mark: Mark) -> None:
        series = self.series
        if mark.kind == "article":
            if mark.word:
                self._warn(
                    line, f"“{mark.marker}” được đọc là “Điều {mark.number}”: kiểm tra lỗi gõ."
                )
            series.article, series.clause, series.point, series.stray = mark.number, "", "", ""
            self.has_articles = True
        elif mark.kind == "clause":
            series.clause, series.point = mark.number, ""
        elif mark.kind == "point":
            series.point = mark.number
        else:
            series.clause = series.point = series.stray = ""
        if mark.kind == "annex":
            self.region = "annex"
            self.series = Series()
        elif self.region == "preface":
            self.region = "body"
        block = Block(
            mark.kind, mark.number, mark.marker, mark.word, line.number, [], self.quotation
        )
        if mark.rest:
            block.lines.append(Line(line.number, mark.rest))
        self.blocks.append(block)

    def _warn(self, line: Line, message: str) -> None:
        self.warnings.append(Warning(line.number, message))

    # -- regions ---------------------------------------------------------------------

    def _starts_region(self, position, line, before, mark) -> bool:
        """A conclusion or an attached regulation begins with *line*."""
        if self.region == "body" and closing.starts_conclusion(line, before):
            self.region = "conclusion"
            block = Block("conclusion", line=line.number, lines=[line])
            self._take_debris(block)
            self.blocks.append(block)
            return True
        if self.region in ("body", "conclusion", "annex") and closing.starts_attachment(
            self.lines, position, concluded=self.region != "body"
        ):
            self.region = "body"
            self.series = Series()
            self.blocks.append(Block("attachment", line=line.number, lines=[line]))
            return True
        return False

    def _take_debris(self, block: Block) -> None:
        """Lone “|” of a flattened signature table belong to the conclusion they open."""
        last = self.blocks[-1].lines
        while last and last[-1].text == "|":
            block.lines.insert(0, last.pop())
        block.line = block.lines[0].number

    # -- quotations ------------------------------------------------------------------

    def _open_quotation(self, line: Line, before: Line | None, mark: Mark | None) -> None:
        if not line.text.startswith(("“", '"')):
            return
        introduced = before is not None and _INTRODUCES.search(before.text)
        if not (introduced or (mark and mark.quoted)) or not self.series.article:
            return
        if not mark and _balance(line.text, 0) <= 0:
            return
        self.quotations += 1
        self.quotation = self.quotations
        self.depth = 0
        self.outside, self.series = self.series, Series()

    def _count_quotes(self, line: Line) -> None:
        self.depth = _balance(line.text, self.depth)
        if self.depth <= 0 and _QUOTE_CLOSES.search(line.text):
            self._close_quotation()

    def _close_quotation(self) -> None:
        self.quotation = 0
        self.depth = 0
        self.series = self.outside

    def _ends_unclosed(self, position: int, mark: Mark, before: Line | None) -> bool:
        """The amending act goes on with *mark* although no quotation mark closed the quotation."""
        if mark.kind not in ("article", "clause", "point") or before is None:
            return False
        outside = getattr(self.outside, mark.kind)
        if not outside or not follows(mark.number, outside):
            return False
        rest = mark.rest or self._next_text(position)
        if _AMENDS.match(rest):
            return not (ends_open(before.text) or _cites(before.text))
        inside = self.series.article
        return (
            mark.kind == "article"
            and ends_sentence(before.text)
            and not (inside and follows(mark.number, inside))
        )

    # -- acceptance ------------------------------------------------------------------

    def _accepts(self, position: int, line: Line, before: Line | None, mark: Mark) -> bool:
        if self.region == "annex" and mark.kind in ("clause", "point", "roman"):
            return False
        if mark.kind == "article":
            return self._accepts_article(position, line, before, mark)
        if mark.kind == "clause":
            return self._accepts_clause(position, line, before, mark)
        if mark.kind == "point":
            return self._accepts_point(position, line, before, mark)
        if mark.kind in GROUPS:
            return self._accepts_group(position, line, before, mark)
        if mark.kind == "annex":
            return self._accepts_annex(position, line, before, mark)
        return False

    def _follows_finished(self, line: Line, before: Line | None) -> bool:
        """What stands before *line* is finished: a sentence, a marker, a heading in capitals."""
        if before is None or line.gap:
            return True
        text = before.text
        if ends_sentence(text) or text == "|" or text.isupper():
            return True
        block = self.blocks[-1]
        return block.kind in GROUPS or (not block.lines and block.kind != "preface")

    def _accepts_article(self, position, line, before, mark) -> bool:
        rest = mark.rest or self._next_text(position)
        if rest and (starts_lower(rest) or rest[0] in ",;)"):
            return mark.quoted and rest[0] == ","
        finished = self._follows_finished(line, before)
        last = self.series.article
        if self.quotation:
            return finished or mark.quoted or (mark.punctuated and not ends_open(before.text))
        due = follows(mark.number, last) if last else mark.number == "1"
        if mark.word and not due:
            return False
        if due and self.region == "preface":
            return finished or mark.punctuated or not mark.rest
        if due:
            return finished or (not ends_open(before.text) and not _cites(before.text))
        if not finished or not (mark.punctuated or not mark.rest):
            return False
        if not last:
            self._warn(
                line, f"Điều đầu tiên mang số {mark.number}: kiểm tra có thiếu phần đầu không."
            )
            return True
        if rank_of(mark.number) > rank_of(last):
            self._warn(
                line, f"Sau Điều {last} là Điều {mark.number}: kiểm tra có thiếu điều không."
            )
            return True
        return self._accepts_lower_article(line, before, mark)

    def _accepts_lower_article(self, line, before, mark) -> bool:
        """An article numbered below the last one: quoted without marks, or of another body."""
        if self.region == "body" and _INTRODUCES.search(before.text):
            self.quotations += 1
            self.quotation = self.quotations
            self.depth = 1
            self.outside, self.series = self.series, Series()
            self._warn(
                line, f"Điều {mark.number} có vẻ được trích dẫn nhưng thiếu dấu mở ngoặc kép (“)."
            )
            return True
        self._warn(
            line,
            f"Điều {mark.number} đứng sau Điều {self.series.article}: kiểm tra số điều "
            "hoặc dấu ngoặc kép của phần trích dẫn.",
        )
        return True

    def _accepts_clause(self, position, line, before, mark) -> bool:
        if self.region in ("preface", "conclusion"):
            return False
        rest = mark.rest or self._next_text(position)
        capital = bool(rest) and not starts_lower(rest) and rest[0] not in ",;.)%"
        finished = self._follows_finished(line, before)
        series, last = self.series, self.series.clause
        due = follows(mark.number, last) if last else mark.number == "1"
        if not mark.punctuated:
            return self._accepts_unpunctuated_clause(line, before, mark, due)
        if self.quotation and not last:
            return capital and (finished or mark.quoted or mark.number == "1")
        if series.stray and follows(mark.number, series.stray) and not (due and finished):
            series.stray = mark.number
            return False
        if due and (capital or finished):
            # Below the article's heading the first clause needs no finished sentence.
            if finished or not last or not (_cites(before.text) or ends_open(before.text)):
                series.stray = ""
                return True
            return False
        if not (finished and capital):
            return False
        return self._accepts_clause_out_of_turn(line, mark)

    def _accepts_unpunctuated_clause(self, line, before, mark, due) -> bool:
        """“23 Đề nghị …” between 22. and 24.; a number before a word says little by itself."""
        if not (due and self.series.clause and ends_sentence(before.text)):
            return False
        self._warn(
            line, f"Khoản {mark.number} thiếu dấu chấm sau số: kiểm tra có đúng là khoản không."
        )
        return True

    def _accepts_clause_out_of_turn(self, line, mark) -> bool:
        last = self.series.clause
        skipped = rank_of(mark.number)[0] - (rank_of(last)[0] if last else 0)
        if mark.marker.endswith(".") and 0 <= skipped <= 3 and (last or mark.number == "2"):
            before = f"Sau khoản {last}" if last else "Trước khoản 1"
            self._warn(
                line, f"{before} là khoản {mark.number}: kiểm tra khoản bị thiếu hoặc trùng số."
            )
            return True
        if mark.number == "1":
            self.series.stray = "1"
            self._warn(
                line, "Số thứ tự bắt đầu lại từ 1 trong cùng một điều: giữ nguyên là đoạn văn."
            )
        return False

    def _accepts_point(self, position, line, before, mark) -> bool:
        if self.region in ("preface", "conclusion"):
            return False
        last = self.series.point
        finished = self._follows_finished(line, before)
        if self.quotation and not last:
            return finished or mark.quoted or mark.number == "a"
        due = follows(mark.number, last) if last else mark.number == "a"
        if not mark.marker.endswith(")") and not (due and finished):
            return False
        if due:
            return finished or not (ends_open(before.text) or _cites(before.text))
        if finished and last and rank_of(mark.number) >= rank_of(last):
            skipped = rank_of(mark.number)[0] - rank_of(last)[0]
            if skipped == 0 or skipped > 2:
                self._warn(
                    line,
                    f"Sau điểm {last} là điểm {mark.number}: kiểm tra điểm bị thiếu hoặc trùng số.",
                )
            return True
        return False

    def _accepts_group(self, position, line, before, mark) -> bool:
        if self.region == "conclusion":
            return False
        rest = mark.rest
        if rest and (starts_lower(rest) or rest[0] in ",;)"):
            return False
        if not rest and not mark.punctuated:
            following = self._next_text(position)
            if following and (starts_lower(following) or following[0] in ",;)"):
                return False
        if rest and not mark.punctuated and not starts_upper(rest):
            return False
        return self._follows_finished(line, before) or (
            not ends_open(before.text) and not _cites(before.text)
        )

    def _accepts_annex(self, position, line, before, mark) -> bool:
        if self.region == "preface" or self.quotation:
            return False
        outside = self.region in ("conclusion", "annex")
        capitals = mark.marker.lstrip(" ").split(" ")[0].isupper()
        if mark.word in ("mẫu", "biểu") and not outside:
            return False
        if mark.rest and (starts_lower(mark.rest) or (not capitals and not mark.punctuated)):
            return False
        if not mark.rest and not mark.punctuated:
            following = self._next_text(position)
            if following and starts_lower(following):
                return False
        return capitals or (outside and self._follows_finished(line, before))

    def _next_text(self, position: int) -> str:
        following = position + 1
        return self.lines[following].text if following < len(self.lines) else ""


_CITES = re.compile(
    r"(?<!\w)(?:(?:điểm|khoản|[Đđ]iều|[Mm]ục|[Cc]hương|số|ngày|tháng|năm)"
    r"\s(?:\d+[a-zđ]?|[a-zđ]|[IVX]+)|(?<!tài )khoản|Điều|Mục|Chương|ngày|tháng)$"
)


def _cites(text: str) -> bool:
    """*text* ends inside a reference: “quy định tại khoản 2”."""
    return bool(_CITES.search(text[-30:]))


def _balance(text: str, depth: int) -> int:
    """*depth* after *text*; a straight quotation mark opens when none is open."""
    depth += text.count("“") - text.count("”")
    if text.count('"') % 2:
        depth += -1 if depth > 0 else 1
    return depth
