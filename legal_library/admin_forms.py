"""The editor's form: pasted text becomes a tree, and fills the attributes that it states itself."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from content.ownership import OwnedModelForm
from content.text import compose

from .models import Issuer
from .parsing import Attributes, ParsedDocument, parse, read_attributes, to_json
from .sources import MAX_TEXT_LENGTH
from .titles import reading_title
from .vocabulary import document_type


class LegalDocumentForm(OwnedModelForm):
    """A document's attributes and its pasted text; the tree travels in the revision.

    Attributes that the editor leaves empty are read from the head of the text, so that a
    paste is enough to see a preview; what the editor typed stays.
    """

    def __init__(self, data=None, *args, **kwargs):
        self._parsed: ParsedDocument | None = None
        text = compose((data or {}).get("draft_text", ""))
        if text.strip() and len(text) <= MAX_TEXT_LENGTH:
            self._parsed = parse(text)
            data = _completed(data, text, read_attributes(self._parsed))
        super().__init__(data, *args, **kwargs)

    def clean_draft_text(self):
        text = self.cleaned_data["draft_text"]
        if len(text) > MAX_TEXT_LENGTH:
            raise ValidationError(_("Văn bản dài quá 5 triệu ký tự. Hãy tách phụ lục rồi dán lại."))
        return compose(text)

    def _post_clean(self):
        super()._post_clean()
        self.instance.draft_tree = to_json(self._parsed) if self._parsed else None


def _completed(data, text: str, read: Attributes):
    """*data* with the empty attributes filled from the head of the text."""
    completed = data.copy()
    for name, value in (
        ("type", lambda: document_type(read.type_name).pk),
        ("number", lambda: read.number),
        ("title", lambda: reading_title(read.type_name, read.title, "", text)),
        ("issuer", lambda: _issuer_key(read)),
        ("issued_on", lambda: _day(read.issued_on)),
        ("effective_from", lambda: _day(read.effective_from)),
        ("signer", lambda: read.signer[:120]),
        ("signer_title", lambda: read.signer_title[:255]),
    ):
        if name in data and not data[name].strip():
            completed[name] = value()
    return completed


def _issuer_key(read: Attributes):
    """The body that the text names, if it is known: a form makes no new ones."""
    keys = [Issuer.key_of(name) for name in read.issuers]
    found = Issuer.objects.filter(key__in=keys).first()
    return found.pk if found else ""


def _day(day) -> str:
    return f"{day:%d/%m/%Y}" if day else ""
