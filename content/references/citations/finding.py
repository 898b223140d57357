"""Finding citations in running text.

    triggers → chains of places, acts → one citation for each place → acts carried over

One pattern walks over the folded text and stops where a citation may begin; what stands there
is then read by patterns that are anchored. So the time grows with the length of the text.
"""

import re
from dataclasses import replace

from ..folding import fold_in_place
from ..numbers import find_numbers
from .acts import ActReader, Mention
from .model import Act, Citation, Place
from .names import ActNames
from .places import Segment, read_chain
from .plain import PlainText
from .sharing import Leaf, share_out
from .surroundings import Surroundings
from .triggers import TRIGGER
from .words import NAMED_TYPES, TYPES

_ALIAS = re.compile(r"\s*[“\"'‘]?(?P<alias>[^)\n“”\"'‘’;]{2,80})")
# Between a place and its act.
_TO_ACT = re.compile(
    r"(?:[ \t]+[-–(][ \t]*)?[\s,]*(?:(?:cua|tai|trong|thuoc|theo)\s+)?"
    r"(?:(?:duoc\s+)?(?:ban\s+hanh\s+)?(?:dinh\s+)?kem(?:\s+theo)?\s+)?(?:cac\s+)?"
)
_OF_ACT = re.compile(
    r"[\s,]*(?:cua|tai)\s+(?P<type>"
    + "|".join(word.replace(" ", r"\s+") for word in TYPES)
    + r")(?!\w)"
)
_BEFORE_PLACE = re.compile(  # words that only a legal place follows
    r"(?:theo|tai|o|cua|thuoc|trong|quy\s+dinh|can\s+cu|vi\s+pham|ap\s+dung|va|hoac|tru|neu|voi|thi\s+hanh"
    r"|bai\s+bo|bo\s+sung|sua\s+doi|den|tu|chi\s+tiet|cac|khoi|xem|huong\s+dan|doi\s+chieu|dan|trich|,|;|\()\s*$"
)
# “này” behind these in small letters means the act, behind others often something else.
_LAWS = (*NAMED_TYPES, "Nghị định", "Nghị quyết", "Thông tư", "Thông tư liên tịch", "Quyết định")
_DRAFT = re.compile(r"du\s+(?:thao|an)\s+$")  # the draft of a law is not the law


def find_citations(
    text: str, names: ActNames | None = None, *, in_act: bool = False, most: int | None = None
) -> list[Citation]:
    """The citations in *text*, in order; *names* are the laws that are known by name.

    Reading ends when *most* have been found: a range is up to 300 of them.

    *in_act* says that the text is an act itself: a place without an act is then its own,
    unless the act stands in the same sentence.
    """
    plain = PlainText.of(text)
    found = _Finder(plain.text, names or ActNames(), in_act=in_act).find(most)
    return [plain.back(citation) for citation in found]


class _Finder:
    def __init__(self, text: str, names: ActNames, *, in_act: bool):
        self.text, self.folded, self.in_act = text, fold_in_place(text), in_act
        self.acts = ActReader(text, self.folded, names)
        self.around = Surroundings(text, self.folded)
        self.found: list[Citation] = []
        self.mentions: dict[str, Mention] = {}  # the last one of each type
        self.amending: tuple[Act, int] | None = None  # whose new wording follows, and since where
        self.target = Place()  # of the amending instruction

    def find(self, most: int | None = None) -> list[Citation]:
        position = 0
        for trigger in TRIGGER.finditer(self.folded):
            if most is not None and len(self.found) >= most:
                break
            if trigger.start() < position:
                continue
            if trigger["alias"]:
                position = self._define(trigger) or position
            elif trigger["place"]:
                position = self._read_place(trigger.start()) or position
            else:
                position = self._read_act(trigger.start()) or position
        return self._with_acts_behind()

    def _define(self, trigger: re.Match[str]) -> int:
        """Remember “sau đây gọi là …” for the last act of that type."""
        match = _ALIAS.match(self.text, trigger.end())
        if match is None:
            return trigger.end()
        alias = match["alias"].strip(" .,:")
        folded = fold_in_place(alias)
        for kind, mention in self.mentions.items():
            is_near = mention.start >= self.around.line_start(trigger.start())
            if is_near and folded.startswith(fold_in_place(f"{kind} ")):
                self.acts.define(alias, mention.act)
        # A complete number is read again as what it is: a citation of the act.
        return trigger.end() if find_numbers(alias) else match.end()

    def _read_act(self, start: int) -> int:
        mention = self.acts.read(start)
        if mention is None:
            return 0
        if _DRAFT.search(self.folded[max(0, start - 12) : start]):
            return mention.end
        if mention.said == "this" and not self._is_act_itself(mention):
            return mention.end
        if mention.said == "said" and self._antecedent(mention) is None:
            return mention.end
        leaf = Leaf(Place(), mention.start, mention.end, "act" if mention.said == "this" else "")
        self._add([leaf], mention, mention.end)
        return mention.end

    def _is_act_itself(self, mention: Mention) -> bool:
        """Not “luat nay” of an everyday sentence, nor “báo cáo này” in small letters."""
        printed = self.text[mention.start : mention.end]
        return not printed.isascii() and (mention.act.type in _LAWS or printed[0].isupper())

    def _read_place(self, start: int) -> int:
        chain = read_chain(self.text, self.folded, start)
        if not chain:
            return 0
        end = max(segment.end for segment in chain)
        first = min(segment.start for segment in chain)
        if len(chain) == 1 and self.around.is_heading(first):
            return end
        this = any(segment.this for segment in chain)
        mention = None if this and chain[-1].this else self._act_behind(end)
        if not self._is_place(chain, first, end, mention):
            return end
        end = mention.end if mention else end
        self._add(share_out(chain), mention, end)
        return end

    def _act_behind(self, end: int) -> Mention | None:
        link = _TO_ACT.match(self.folded, end)
        if link.end() == end:
            return None
        return self.acts.read(link.end(), after_place=True)

    def _is_place(
        self, chain: list[Segment], start: int, end: int, mention: Mention | None
    ) -> bool:
        """A legal place, not “điều 5 người” and not “điều này cho thấy”."""
        last = max(chain, key=lambda segment: segment.rank)
        before = self.folded[max(0, start - 24) : start]
        introduced = bool(_BEFORE_PLACE.search(before))
        if last.this:
            if len(chain) > 1:
                return True
            if last.level == "annex":
                return True
            if last.level not in ("clause", "point") and not self.text[start].isupper():
                return False
            return introduced and not self.around.starts_sentence(start)
        if mention:
            return True
        if any(segment.counted for segment in chain):
            return introduced and last.level == "article" and len(chain) > 1
        if last.level == "annex":
            return bool(last.numbers) and introduced
        if last.level != "article":
            levels = {segment.level for segment in chain}
            return len(levels) > 1 and bool(levels & {"chapter", "part"} or "clause" in levels)
        return len(chain) > 1 or introduced or self.text[start].isupper()

    def _add(self, leaves: list[Leaf], mention: Mention | None, end: int) -> None:
        """One citation for each leaf; the last one's words go on over the act."""
        start = min(leaf.start for leaf in leaves)
        act, said = self._act_of(mention, start, end)
        for leaf in leaves:
            stop = end if leaf is leaves[-1] else leaf.end
            citation = Citation(
                start=leaf.start,
                end=stop,
                text=self.text[leaf.start : stop],
                reference=(start, end),
                act=act,
                place=leaf.place,
                this=leaf.this or ("act" if said == "this" else ""),
                carried=act is not None and (mention is None or said == "said"),
                quoted=self.around.is_quoted(start),
            )
            self.found.append(self._bound(citation, mention) if citation.this else citation)
        if mention and not said:
            self.mentions[mention.act.type] = mention
        self._notice_amendment(leaves, act, start)

    def _bound(self, citation: Citation, mention: Mention | None) -> Citation:
        """*citation* with what its “này” stands for, as far as the text says it."""
        this, start = citation.this, citation.reference[0]
        amended = self._amended_at(start) if citation.quoted else None
        if amended:
            # What is quoted speaks of the act that it will stand in.
            place = citation.place
            if this != "act":
                place = place.within(self._quoted_place(start), this)
            return replace(citation, act=amended, place=place, this="", carried=True)
        if this == "act":
            return replace(citation, antecedent=self._antecedent(mention))
        heading = self.around.heading_before(start, quoted=False)
        enclosing = Place(article=heading.article) if heading else Place()
        return replace(citation, act=None, enclosing=enclosing, carried=False)

    def _act_of(self, mention: Mention | None, start: int, end: int) -> tuple[Act | None, str]:
        """The act of a place, and how it is said: "this", "said" or ""."""
        if mention is None:
            return self._carried_act(start, end), ""
        if mention.said == "said":
            return self._antecedent(mention), "said"
        return mention.act, mention.said

    def _carried_act(self, start: int, end: int) -> Act | None:
        """The act that a place without one belongs to, by what was said before it."""
        quoted = self.around.is_quoted(start)
        if quoted or self.around.is_instructed(start):
            amended = self._amended_at(start)
            if amended or quoted:
                return amended
        named = _OF_ACT.match(self.folded, end)
        kind = TYPES[" ".join(named["type"].split())] if named else ""
        if not self.found:
            return Act(kind) if kind else None
        last = self.found[-1]
        if last.start < self.around.line_start(start) or last.this:
            return Act(kind) if kind else None
        if self.in_act and not self.around.same_sentence(last.end, start):
            return Act(kind) if kind else None
        if kind and (last.act is None or last.act.type != kind):
            return Act(kind)  # “Điều 21 của Điều lệ trường …”: an act that could not be read
        return last.act

    def _amended_at(self, start: int) -> Act | None:
        """The act that is amended here: the last one since the heading of this article."""
        if self.amending is None:
            return None
        heading = self.around.heading_before(start, quoted=False)
        return self.amending[0] if heading is None or heading.start <= self.amending[1] else None

    def _antecedent(self, mention: Mention | None) -> Act | None:
        """The last act of the type that “Nghị định nói trên” names."""
        if mention is None:
            return None
        earlier = self.mentions.get(mention.act.type)
        return earlier.act if earlier else None

    def _quoted_place(self, position: int) -> Place:
        """The article that a quotation rewords: its own heading, else that of the instruction."""
        quotation = self.around.quotation_at(position)
        since = quotation[0] if quotation else 0
        heading = self.around.heading_before(position, since=since, quoted=True)
        return Place(article=heading.article) if heading else self.target

    def _notice_amendment(self, leaves: list[Leaf], act: Act | None, start: int) -> None:
        """Whose wording is given next: “Sửa đổi khoản 2 Điều 5 của Luật … như sau:”."""
        if self.around.is_quoted(start) or not self.around.is_instructed(start):
            return
        if act is not None and (act.is_named) and not any(leaf.this for leaf in leaves):
            if not leaves[0].place and self.amending and self._continues_amendment(start):
                return
            self.amending = (act, start)
        self.target = leaves[0].place

    def _continues_amendment(self, start: int) -> bool:
        """A second act in the line that amends the first is only how that one came about."""
        return self.amending[1] >= self.around.line_start(start)

    def _with_acts_behind(self) -> list[Citation]:
        """Places before their act: “theo Điều 6, tái phạm thì theo Điều 7 Nghị định …”."""
        later: Citation | None = None
        for index in range(len(self.found) - 1, -1, -1):
            citation = self.found[index]
            if citation.act or citation.this:
                later = citation
            elif citation.place and later and self._goes_with(citation, later):
                self.found[index] = replace(citation, act=later.act, carried=True)
        return self.found

    def _goes_with(self, citation: Citation, later: Citation) -> bool:
        is_written = later.act is not None and later.act.is_named and not later.carried
        return (
            is_written
            and not later.this
            and bool(later.place)
            and self.around.same_sentence(citation.end, later.start)
        )
