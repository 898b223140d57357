"""Files of texts, made once and kept until the text, its facts or what writes them changes.

They lie in `EXPORTS_DIR`, one folder for each text, and may be deleted at any time. The name
of a file is the digest of all that is in it, so a file that exists is never stale.
"""

import contextlib
import hashlib
import json
import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.core.cache import cache as shared_cache
from django.db.models.functions import Length
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django_tasks import task

from .exporting import Copy, Facts, pdf
from .exporting.akoma_ntoso import write_akoma_ntoso
from .exporting.structured import write_json, write_text
from .exporting.word import write_word
from .models import Expression, LegalDocument
from .structure import reassemble

# Some fifty pages, two or three seconds; for a longer PDF nobody waits.
LONGEST_AT_ONCE = 150_000  # characters of HTML
ASK_AGAIN = 10 * 60  # seconds after which a file that did not come is asked for again


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file that a text can be had as."""

    name: str  # the ending of its address
    label: str
    media_type: str
    write: Callable[[Copy], bytes]


FORMATS = {
    item.name: item
    for item in (
        Format(
            "docx",
            "Word",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            write_word,
        ),
        Format("pdf", "PDF", "application/pdf", pdf.write_pdf),
        Format("txt", _("Chữ thuần"), "text/plain; charset=utf-8", write_text),
        Format("xml", "Akoma Ntoso", "application/akn+xml", write_akoma_ntoso),
        Format("json", "JSON", "application/json", write_json),
    )
}


class NotReady(Exception):
    """The file is being made beside the request; it is there in a minute or two."""


def available_formats() -> list[Format]:
    """The formats that can be made on this machine."""
    return [item for name, item in FORMATS.items() if name != "pdf" or pdf.is_available()]


@dataclass(frozen=True, slots=True)
class Export:
    """One text in one format."""

    expression: Expression
    facts: Facts
    format: Format

    @property
    def digest(self) -> str:
        """Of all that the file is made from."""
        parts = (
            json.dumps(self.facts.as_dict(), ensure_ascii=False, sort_keys=True),
            self.expression.tree_sha256,
            self.format.name,
            _edition(),
        )
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()

    @property
    def path(self) -> Path:
        name = f"{self.digest}.{self.format.name}"
        return settings.EXPORTS_DIR / str(self.expression.pk) / name

    def ready(self) -> Path:
        """The kept file; made now when it is short, else `NotReady`, and it is made beside."""
        path = self.path
        if path.exists():
            return path
        if not self._takes_long():
            return self.make()
        # Asked for a hundred times meanwhile, it is made once.
        if shared_cache.add(f"export:{path.name}", True, ASK_AGAIN):
            make_export.enqueue(self.expression.pk, self.format.name)
        if path.exists():  # a portal without a worker does its tasks at once
            return path
        raise NotReady

    def make(self) -> Path:
        """Write the file, and remove what it was before."""
        parsed = reassemble(self.expression.provisions.order_by("position"))
        data = self.format.write(Copy(self.facts, parsed))
        path = self.path
        path.parent.mkdir(parents=True, exist_ok=True)
        # Whole or not at all: somebody may be reading, or writing the same, at this moment.
        handle, part = tempfile.mkstemp(dir=path.parent, suffix=".part")
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.replace(part, path)
        for older in path.parent.glob(f"*.{self.format.name}"):
            if older != path:
                older.unlink(missing_ok=True)
        return path

    def _takes_long(self) -> bool:
        if self.format.name != "pdf":
            return False
        sized = Expression.objects.alias(size=Length("html"))
        return sized.filter(pk=self.expression.pk, size__gt=LONGEST_AT_ONCE).exists()


def export(document: LegalDocument, expression: Expression, name: str) -> Export:
    """*expression* of *document* in the format *name*."""
    return Export(expression, facts_of(document, expression), FORMATS[name])


def facts_of(document: LegalDocument, expression: Expression) -> Facts:
    """What a file says of the document; the same in whatever language the page is read."""
    issuers = [document.issuer] if document.issuer_id else []
    issuers += document.co_issuers.all()
    with translation.override(settings.LANGUAGE_CODE):
        path = document.get_absolute_url()
    return Facts(
        title=document.title,
        type_name=document.type.name,
        type_code=document.type.code,
        number=document.number,
        issuers=tuple(issuer.name for issuer in issuers),
        issued_on=document.issued_on,
        effective_from=document.effective_from,
        effective_to=document.effective_to,
        signer=document.signer,
        signer_title=document.signer_title,
        language=expression.language,
        valid_on=expression.valid_on,
        text_kind=expression.kind,
        source=document.source_credit,
        uuid=str(document.uuid),
        url=f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{path}",
        publisher=settings.WAGTAIL_SITE_NAME,
    )


@task()
def make_export(expression: int, name: str) -> None:
    """Make one file beside the request that asked for it."""
    texts = Expression.objects.without_text().select_related("document__type", "document__issuer")
    with contextlib.suppress(Expression.DoesNotExist):  # replaced meanwhile
        found = texts.get(pk=expression)
        export(found.document, found, name).make()


@cache
def _edition() -> str:
    """A digest of the code that writes files: an upgrade writes them anew."""
    here = Path(__file__).parent
    sources = [*here.glob("exporting/*"), here / "letterhead.py", here / "addresses.py"]
    digest = hashlib.sha256()
    for source in sorted(path for path in sources if path.is_file()):
        digest.update(source.read_bytes())
    return digest.hexdigest()
