"""A review begins: from a text that came in, or from what the document already has."""

from dataclasses import replace

from django.db import transaction
from django.db.models import Max

from ..models import Expression, LegalDocument, TextReview
from ..models.expressions import TextOfDraft, text_of_draft, tree_digest
from ..parsing import (
    Attributes,
    ParsedDocument,
    Warning,
    from_json,
    nonblank,
    read_attributes,
    to_json,
)
from ..reading import UnreadableFile
from ..structure import reassemble
from .incoming import Incoming, uploaded
from .locating import Alignment, SourceLine, lines_of_text, lines_of_tree, words_of

_DAYS = ("issued_on", "effective_from")
_MANY = ("issuers", "legal_bases", "recipients")
_READ = (
    *("number", "type_name", "issuers", "issued_on", "place", "title", "signer"),
    *("signer_title", "effective_from", "legal_bases", "recipients"),
)


class NoText(Exception):
    """The document has nothing to review yet."""


def open_review(document: LegalDocument) -> TextReview | None:
    return document.text_reviews.filter(outcome=TextReview.Outcome.OPEN).first()


@transaction.atomic
def begin(document: LegalDocument, text: Incoming, *, by, path: str = "") -> TextReview:
    """A review of *text*. One that was open is kept with its steps, but not gone on with."""
    document.text_reviews.filter(outcome=TextReview.Outcome.OPEN).update(
        outcome=TextReview.Outcome.REPLACED
    )
    tree = to_json(text.parsed)
    # Versions go on from those of the former review: a step thought of there is too old here.
    former = document.text_reviews.aggregate(newest=Max("version"))["newest"]
    return TextReview.objects.create(
        document=document,
        version=0 if former is None else former + 1,
        source_name=text.name[:255],
        source_kind=text.kind,
        source_path=path,
        pages=text.pages,
        lines=[line.as_json() for line in text.lines],
        messages=list(text.messages),
        base=tree,
        base_digest=tree_digest(tree),
        tree=tree,
        warnings=placed_warnings(text.parsed, list(text.lines)),
        attributes=written(text.attributes),
        started_by=by,
    )


def begin_from_draft(document: LegalDocument, *, by) -> TextReview:
    """A review of the draft's text, else of the newest published one; NoText without either."""
    draft = document.get_latest_revision_as_object()
    text = _with_source(draft, draft_of(draft))
    path = draft.source_file.name if text.name else ""
    return begin(document, text, by=by, path=path)


def draft_of(draft: LegalDocument) -> ParsedDocument:
    """The text that a review of *draft* would begin with; NoText when there is none."""
    if draft.draft_tree:
        return from_json(draft.draft_tree)
    expression = _newest_text(draft)
    if expression is None:
        raise NoText
    parsed = reassemble(expression.provisions.all())
    return replace(parsed, warnings=tuple(Warning(**item) for item in expression.warnings))


def text_reviewed(draft: LegalDocument) -> TextOfDraft:
    """Which text of the document *draft* is: mending a consolidated text makes no original."""
    if draft.draft_tree:
        return text_of_draft(draft.draft_tree)
    text = _newest_text(draft)
    if text is None or text.kind == Expression.Kind.ORIGINAL:
        return TextOfDraft()
    return TextOfDraft(kind=text.kind, valid_on=text.valid_on, language=text.language)


def _newest_text(draft: LegalDocument) -> Expression | None:
    """The one that came last in the act's own language; a translation is another's work."""
    texts = Expression.objects.filter(document=draft.pk, language=draft.language)
    return texts.order_by("-pk").first()


def placed_warnings(parsed: ParsedDocument, lines: list[SourceLine]) -> list[dict]:
    """The doubts, each with the words at which to look for it in a tree that has changed."""
    if not parsed.warnings:
        return []
    alignment = Alignment(parsed, lines)
    index = {line.number: position for position, line in enumerate(lines)}
    found = []
    for warning in parsed.warnings:
        item = {"line": warning.line, "message": warning.message, "page": 0}
        position = index.get(warning.line)
        if position is not None:
            line = lines[position]
            offset = alignment.source.starts[position]
            item |= {"page": line.page, "words": line.text[:120], "offset": offset}
        found.append(item)
    return found


def written(attributes: Attributes) -> dict:
    """What was read, as JSON has it: name → value and confidence."""
    found = {}
    for name in _READ:
        value = getattr(attributes, name)
        if not value:
            continue
        if name in _DAYS:
            value = value.isoformat()
        elif name in _MANY:
            value = list(value)
        found[name] = {"value": value, "confidence": str(attributes.confidence.get(name, "low"))}
    return found


def _with_source(draft: LegalDocument, parsed: ParsedDocument) -> Incoming:
    """*parsed* with the lines that it came from: the original file, the paste, else its own."""
    read = read_attributes(parsed)
    source = _read_again(draft)
    if source and _holds(source.lines, parsed):
        return replace(source, parsed=parsed, attributes=read)
    pasted = tuple(lines_of_text(draft.draft_text))
    if _holds(pasted, parsed):
        return Incoming(parsed, read, pasted)
    return Incoming(parsed, read, tuple(lines_of_tree(parsed)), kind="tree")


def _holds(lines: tuple[SourceLine, ...], parsed: ParsedDocument) -> bool:
    """Most of the words of *parsed* stand in *lines*: it is the same text, mended or not."""
    text = nonblank("".join(line.text for line in lines))
    nodes = [words for node in parsed.walk() if (words := nonblank(words_of(node))[:40])]
    found = sum(words in text for words in nodes[:: max(len(nodes) // 40, 1)])
    return bool(text) and found > len(nodes[:: max(len(nodes) // 40, 1)]) // 2


def _read_again(draft: LegalDocument) -> Incoming | None:
    """The original file; None when there is none, or it cannot be read as one text."""
    if not draft.source_file:
        return None
    try:
        with draft.source_file.open("rb") as file:
            return uploaded(draft.source_file.name.rpartition("/")[2], file.read())
    except (UnreadableFile, OSError):
        return None
