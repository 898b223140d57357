"""Third stage: the lines cut into blocks, each with its marker; what follows whom is kept here."""

import re
from dataclasses import dataclass, field, replace

from . import quotations, regions
from .acceptance import GROUPS, Context, Series, cites, is_cut, judge
from .lines import Line, ends_sentence
from .markers import Mark, read_mark
from .numbers import follows
from .tree import Warning

_LONGEST_HEADING = 8  # lines
_AMENDS = re.compile(r"sửa đổi|bổ sung|\bamend|\bsupplement", re.IGNORECASE)


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


def scan(
    lines: list[Line], *, wrapped: bool, outline: bool = False, head: int | None = None
) -> tuple[list[Block], list[Warning]]:
    """*lines* cut into blocks, in order, with every line in exactly one of them.

    With *outline* Roman numbers are sections: administrative documents count I., 1., a).
    With *head* that many lines are the preface, whatever follows.
    """
    scanner = _Scanner(lines, wrapped, outline)
    for position, line in enumerate(lines):
        if position == head:
            scanner.leave_preface(line)
        scanner.read(position, line)
    return scanner.blocks, scanner.warnings


class _Scanner:
    def __init__(self, lines: list[Line], wrapped: bool, outline: bool):
        self.lines = lines
        self.wrapped = wrapped
        self.outline = outline
        self.blocks = [Block("preface")]
        self.warnings: list[Warning] = []
        self.region = "preface"  # preface, body, conclusion, annex
        self.signature = regions.Signature()
        self.series = Series()
        self.outside = Series()  # the series of the amending act while a quotation is open
        self.quotation = 0  # the open quotation, 0 when none is
        self.quotations = 0
        self.quoted_article = ""  # the last one of the last quotation
        self.depth = 0  # quotation marks open in it
        self.jump: tuple[int, str] | None = None  # the block of an article that skips numbers

    def read(self, position: int, line: Line) -> None:
        if line.table:
            self._append(line)
            return
        before = self.lines[position - 1] if position else None
        mark = read_mark(line.text)
        if self.quotation:
            self._leave_unclosed_quotation(position, line, before, mark)
        if not self.quotation:
            if self._enters_region(position, line, before, mark):
                return
            if self.series.article and quotations.opens(line, before, mark):
                self._open_quotation()
        if mark and self._accepts(position, line, before, mark):
            self._begin(line, mark)
        else:
            self._append(line)
        if self.quotation:
            self.depth = quotations.balance(line.text, self.depth)
            if self.depth <= 0 and quotations.closes(line.text):
                self._close_quotation()

    def leave_preface(self, line: Line) -> None:
        """The text begins with *line* although no marker does."""
        self.region = "body"
        self.blocks.append(Block("paragraph", line=line.number))

    def _append(self, line: Line) -> None:
        if self.blocks[-1].quotation and not self.quotation:
            # Behind a quotation the act itself speaks again.
            self.blocks.append(Block("paragraph", line=line.number))
        if self.region == "conclusion" and not line.table:
            self.signature.read(line.text)
        self.blocks[-1].lines.append(line)

    def _accepts(self, position: int, line: Line, before: Line | None, mark: Mark) -> bool:
        verdict = judge(
            mark,
            Context(
                region=self.region,
                quoted=bool(self.quotation),
                before=before,
                following=self._text_after(position),
                finished=self._is_finished(line, before),
                wrapped=self.wrapped,
                outline=self.outline,
                quoted_before=self.quoted_article if self.blocks[-1].quotation else "",
                # Behind a conclusion every series starts anew.
                series=Series() if self.region == "conclusion" else self.series,
            ),
        )
        if verdict.doubt:
            self.warnings.append(Warning(line.number, verdict.doubt))
        if verdict.quotes:
            self._open_quotation()
            self.depth = 1
        return verdict.accepted

    def _begin(self, line: Line, mark: Mark) -> None:
        if mark.kind == "article" and not self.quotation:
            self._watch_jumps(line, mark.number)
        self._advance(mark)
        kind = "section" if mark.kind == "roman" else mark.kind
        block = Block(kind, mark.number, mark.marker, mark.word, line.number, [], self.quotation)
        if mark.rest:
            block.lines.append(replace(line, text=mark.rest, gap=False))
        self.blocks.append(block)

    def _watch_jumps(self, line: Line, number: str) -> None:
        """Articles that skip numbers inside an amending article were quoted without marks.

        That shows when the act's own series goes on behind them.
        """
        last = self.series.article
        if self.jump and follows(number, self.jump[1]) and not follows(number, last):
            self.quotations += 1
            for block in self.blocks[self.jump[0] :]:
                block.quotation = self.quotations
            message = f"Phần trước Điều {number} được đọc là trích dẫn vì số điều nhảy cóc."
            self.warnings.append(Warning(line.number, message))
            self.jump = None
        elif last and not follows(number, last) and self._amends():
            self.jump = len(self.blocks), last

    def _amends(self) -> bool:
        """The article that is open amends another act."""
        for block in reversed(self.blocks):
            if block.kind == "article" and not block.quotation:
                return any(_AMENDS.search(line.text[:300]) for line in block.lines[:3])
        return False

    def _advance(self, mark: Mark) -> None:
        """The series after *mark*: what stands above restarts what stands below."""
        old = self.series
        if mark.kind == "clause":
            self.series = Series(old.article, old.section, clause=mark.number)
        elif mark.kind == "point":
            self.series.point = mark.number
        elif mark.kind == "article":
            self.series = Series(article=mark.number)
        elif mark.kind == "roman":
            self.series = Series(section=mark.number)
        elif mark.kind == "annex":
            self.series = Series()
        else:
            self.series = Series(article=old.article)
        self.signature = regions.Signature()
        if mark.kind == "annex":
            self.region = "annex"
        elif self.region == "preface" or self.region == "conclusion":
            self.region = "body"

    def _is_finished(self, line: Line, before: Line | None) -> bool:
        """What stands before *line* is finished: a sentence, a marker, a heading in capitals."""
        if before is None or line.gap or before.table:
            return True
        text = before.text
        if ends_sentence(text) or text == "|" or text.isupper():
            return True
        block = self.blocks[-1]
        if block.kind in GROUPS or not (block.lines or block.kind == "preface"):
            return True
        return not (self.wrapped or is_cut(text) or cites(text))

    def _text_after(self, position: int) -> str:
        following = position + 1
        if following >= len(self.lines) or self.lines[following].table:
            return ""
        return self.lines[following].text

    # Regions: the conclusion, what is attached behind it.

    def _enters_region(
        self, position: int, line: Line, before: Line | None, mark: Mark | None
    ) -> bool:
        """A conclusion, an attached regulation or an annex without a marker begins here."""
        kind = ""
        block = self.blocks[-1]
        if self.region == "body" and regions.starts_conclusion(
            line, before, self._text_after(position)
        ):
            kind = self.region = "conclusion"
        elif self.region == "conclusion" and self._resumes(line, mark):
            return False
        elif self.region != "preface" and not self._names_annex(block):
            concluded = self.region != "body"
            if regions.starts_attachment(self.lines, position, concluded=concluded):
                kind, self.region, self.series = "attachment", "body", Series()
            elif self.signature.is_complete and regions.starts_annex(self.lines, position):
                kind, self.region, self.series = "annex", "annex", Series()
        if not kind:
            return False
        self.signature = regions.Signature()
        if kind == "conclusion":
            self.signature.read(line.text)
        debris = _trailing_debris(block.lines) if kind == "conclusion" else []
        first = debris[0] if debris else line
        self.blocks.append(Block(kind, line=first.number, lines=[*debris, line]))
        return True

    def _names_annex(self, block: Block) -> bool:
        """*block* is an annex whose heading is still being read."""
        few = block.kind == "annex" and len(block.lines) < _LONGEST_HEADING
        return few and all(item.text.isupper() for item in block.lines)

    def _resumes(self, line: Line, mark: Mark | None) -> bool:
        """The articles go on behind what looked like the conclusion: it was none."""
        last = self.series.article
        if not (mark and mark.kind == "article" and last and follows(mark.number, last)):
            return False
        self.region = "body"
        block = self.blocks.pop()
        self.blocks[-1].lines += block.lines
        message = "Phần giống chữ ký hoặc nơi nhận đứng giữa các điều: giữ là đoạn văn."
        self.warnings.append(Warning(block.line, message))
        return True

    # Quotations: provisions quoted by an amending act.

    def _open_quotation(self) -> None:
        self.quotations += 1
        self.quotation = self.quotations
        self.depth = 0
        self.outside, self.series = self.series, Series()

    def _close_quotation(self) -> None:
        self.quotation = 0
        self.quoted_article = self.series.article
        self.series = self.outside

    def _leave_unclosed_quotation(
        self, position: int, line: Line, before: Line | None, mark: Mark | None
    ) -> None:
        if not mark or not before:
            return
        following = self.lines[position + 1 : position + 4]
        rest = " ".join([mark.rest, *(item.text for item in following)]).lstrip()
        if quotations.ends_unclosed(mark, before.text, rest, self.series, self.outside):
            message = (
                "Phần trích dẫn phía trên thiếu dấu đóng ngoặc kép (”): kiểm tra chỗ kết thúc."
            )
            self.warnings.append(Warning(line.number, message))
            self._close_quotation()


def _trailing_debris(lines: list[Line]) -> list[Line]:
    """The lone “|” of a flattened signature table, taken from the end of *lines*."""
    start = len(lines)
    while start and lines[start - 1].text == "|":
        start -= 1
    debris = lines[start:]
    del lines[start:]
    return debris
