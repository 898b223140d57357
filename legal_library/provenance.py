"""Where a document and each of its texts came from, and how anybody can check it."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.core.cache import cache
from django.urls import reverse

from .models import Expression, LegalDocument
from .versions import text_on

# Counted over the structure alone: the same words in the same order give the same number,
# whatever is known of the document otherwise.
TREE_CHECK = (
    'python3 -c "import hashlib, json, sys; t = json.load(open(sys.argv[1])); '
    "print(hashlib.sha256(json.dumps(t['preface'] + t['bodies'], ensure_ascii=False)"
    '.encode()).hexdigest())" {file}'
)
_DAYS = 24 * 3600


@dataclass(frozen=True, slots=True)
class TextRecord:
    """One text: when it was published here, from what, and which earlier one it corrects."""

    text: Expression
    published_at: datetime
    corrects: Expression | None
    json_url: str  # the file that its number is counted over; empty once it is corrected

    @property
    def is_corrected(self) -> bool:
        return not self.json_url


def records(document: LegalDocument, texts: list[Expression]) -> list[TextRecord]:
    """The history of *texts*, the latest published first.

    A text is never changed: a correction is another text of the same date, which then stands
    in its place.
    """
    found, before = [], {}
    for text in sorted(texts, key=lambda text: (text.created_at, text.pk)):
        key = (text.language, text.kind, text.valid_on)
        url = _json_url(document, text, texts)
        found.append(TextRecord(text, text.created_at, before.get(key), url))
        before[key] = text
    return found[::-1]


def file_digest(document: LegalDocument) -> str:
    """The SHA-256 of the original file; empty where there is none. A stored file never changes."""
    file = document.source_file
    if not file:
        return ""
    key = f"file-sha256:{hashlib.sha256(file.name.encode()).hexdigest()}"
    if digest := cache.get(key):
        return digest
    try:
        with file.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:  # the row is there, the file is not
        return ""
    cache.set(key, digest, 30 * _DAYS)
    return digest


def as_json(document: LegalDocument, texts: list[Expression], absolute) -> dict:
    """The same for programs; *absolute* makes full addresses."""
    return {
        "document": str(document.uuid),
        "url": absolute(document.get_absolute_url()),
        "title": document.title,
        "number": document.number,
        "first_published_at": document.first_published_at,
        "last_published_at": document.last_published_at,
        "source_credit": document.source_credit,
        "source_url": document.source_url,
        "licence": document.licence,
        "file": _file(document, absolute),
        "sources": [
            {
                "name": source.name,
                "key": source.key,
                "url": source.url,
                "sha256": source.sha256,
                "retrieved_at": source.retrieved_at,
            }
            for source in document.sources.all()
        ],
        "texts": [_as_json(record, absolute) for record in records(document, texts)],
        "tree_sha256_is": "SHA-256 of json.dumps(preface + bodies, ensure_ascii=False) in UTF-8, "
        "both as in the file at json_url",
    }


def _as_json(record: TextRecord, absolute) -> dict:
    text = record.text
    return {
        "kind": text.kind,
        "language": text.language,
        "valid_on": text.valid_on,
        "published_at": record.published_at,
        "source": text.source_name,
        "source_sha256": text.source_sha256,
        "tree_sha256": text.tree_sha256,
        "articles": text.article_count,
        "corrects_tree_sha256": record.corrects.tree_sha256 if record.corrects else None,
        "json_url": absolute(record.json_url) if record.json_url else None,
    }


def _file(document: LegalDocument, absolute) -> dict | None:
    if not document.source_file:
        return None
    return {"url": absolute(document.source_file.url), "sha256": file_digest(document)}


def _json_url(document: LegalDocument, text: Expression, texts: list[Expression]) -> str:
    """Where the text stands as a file, if it is the one that its day shows."""
    if text.valid_on is None:
        is_shown = len(texts) == 1
        where = {}
    else:
        is_shown = text_on(texts, text.valid_on, language=text.language) == text
        where = {"day": text.valid_on.isoformat()}
    if not is_shown or text.language != document.language:
        return ""
    return reverse(
        "legal_library:download", kwargs={"slug": document.slug, "name": "json", **where}
    )
