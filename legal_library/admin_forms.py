"""The editor's form: pasted text becomes a tree, with the parser's doubts shown in the preview."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from content.text import compose

from .parsing import parse, to_json
from .sources import MAX_TEXT_LENGTH


class LegalDocumentForm(WagtailAdminModelForm):
    """A document's attributes and its pasted text; the tree travels in the revision."""

    def clean_draft_text(self):
        text = self.cleaned_data["draft_text"]
        if len(text) > MAX_TEXT_LENGTH:
            raise ValidationError(_("Văn bản dài quá 5 triệu ký tự. Hãy tách phụ lục rồi dán lại."))
        return compose(text)

    def _post_clean(self):
        super()._post_clean()
        text = self.cleaned_data.get("draft_text", "")
        self.instance.draft_tree = to_json(parse(text)) if text.strip() else None
