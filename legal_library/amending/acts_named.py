"""Which act a sentence amends, and what its head says of it. Pure Python."""

import re
from dataclasses import dataclass, field

from content.references.citations import Act, ActNames, find_citations, name_key

from ..parsing import Node, ParsedDocument
from .masking import masked, without_history

_LAW = re.compile(
    r"(?:Bộ\s+luật|BỘ\s+LUẬT|Luật|LUẬT|Pháp\s+lệnh|PHÁP\s+LỆNH)\s+(?!này|số|sửa|SỬA)"
    r"[^:;“”¤]{3,200}?"
    r"(?=\s+số\s|\s+ngày\s|\s+năm\s+\d|\s+như\s+sau|\s*,\s*(?:đã|được)|\s+\(|\s{2}|[:;.]|$)"
)


@dataclass(slots=True)
class NamedInHead:
    """Laws are named again without their numbers, which the head gives."""

    names: ActNames
    numbers: dict[str, Act] = field(default_factory=dict)
    subject: tuple[Act, str] | None = None  # the one act that the whole amends

    def act_in(self, words: str) -> tuple[Act, str] | None:
        """The act that the sentence amends, with the number that the preface gives its name."""
        plain = without_history(masked(words))
        for citation in find_citations(plain, self.names):
            if citation.act and citation.act.is_named and not citation.this:
                act = citation.act
                if act.name and not act.number and plain[citation.end : citation.end + 1] == ",":
                    break  # the grammar knows no name so long: “Luật Phòng, chống …”
                known = self.numbers.get(name_key(act.name)) if act.name else None
                act = known if known and not act.number else act
                return act, _citation_of(act)
        if match := _LAW.search(plain):
            name = " ".join(match[0].split()).rstrip(" ,")
            known = self.numbers.get(name_key(name))
            act = known or Act(type=name.split()[0], name=name)
            return act, _citation_of(act)
        return None


def read_head(parsed: ParsedDocument, names: ActNames) -> NamedInHead:
    """The numbers of the laws that the head names, and the act that is amended if it is one."""
    head = NamedInHead(names)
    lines = [_words(node) for top in parsed.preface for node in top.walk()]
    text = " ".join(lines)
    plain = without_history(masked(text))
    for match in _LAW.finditer(plain):
        number = re.match(r"\s+số\s+(\d+\s*/\s*\d{4}\s*/\s*[A-Z]+\d+)", plain[match.end() :])
        if number:
            name = " ".join(match[0].split())
            act = Act(type=name.split()[0], number="".join(number[1].split()), name=name)
            head.numbers.setdefault(name_key(name), act)
    for line in reversed(lines):
        plain = without_history(masked(line))
        amended = re.search(r"(?:sửa\s+đổi|bổ\s+sung).{0,80}?\bcủa\s+(?P<acts>.*)$", plain, re.I)
        if not amended:
            continue
        found = head.act_in(amended["acts"])
        several = len(re.findall(r"(?:Bộ\s+luật|Luật|Pháp\s+lệnh)\s+(?!số)", amended["acts"], re.I))
        if found and several < 2:
            head.subject = found
        break
    return head


def _words(node: Node) -> str:
    return " ".join(filter(None, [node.marker, node.heading, node.text]))


def _citation_of(act: Act) -> str:
    name = act.name or act.type
    return f"{name} số {act.number}" if act.number else name
