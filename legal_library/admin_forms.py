"""The editor's form: a text that is pasted or uploaded becomes a tree, and fills the attributes
that it states itself.
"""

import secrets

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext_lazy as _

from content.ownership import OwnedModelForm
from content.text import compose
from departments.admin.unit_fields import UnitsField

from .models import Issuer
from .parsing import Attributes, to_json
from .reading import UnreadableFile
from .reviewing.incoming import MOST_BYTES, Incoming, pasted, uploaded
from .sources import MAX_TEXT_LENGTH
from .titles import reading_title
from .vocabulary import document_type


class LegalDocumentForm(OwnedModelForm):
    """A document's attributes and its text; the tree travels in the revision.

    Attributes that the editor leaves empty are read from the head of the text, so that a
    paste or a file is enough to see a preview; what the editor typed stays. A text that has
    not changed keeps its tree, which somebody may have reviewed.
    """

    text_file = forms.FileField(
        label=_("Tệp toàn văn"),
        required=False,
        help_text=_(
            "Word, PDF, HTML, chữ thuần, hoặc tệp tải về từ tủ sách; đến 50 MB. Tệp được giữ làm "
            "bản gốc. Văn bản 400 trang cần khoảng 10 giây: bấm lưu rồi chờ."
        ),
    )

    territory = UnitsField(
        label=_("Phạm vi lãnh thổ"),
        former=True,
        required=False,
        help_text=_(
            "Mỗi dòng một đơn vị, kể cả đơn vị cũ đã sáp nhập: tên, hoặc tên kèm [mã]. "
            "Để trống nếu áp dụng cả nước hoặc cả tỉnh."
        ),
    )

    def __init__(self, data=None, files=None, *args, **kwargs):
        instance = kwargs.get("instance")
        kept = instance.draft_text if instance else ""
        text = compose((data or {}).get("draft_text", ""))
        self._file = (files or {}).get("text_file")
        self._has_new_text = _lines(text) != _lines(kept)
        self._refusal = ""
        self.incoming: Incoming | None = None
        if self._file:
            self._read_file()
        elif text.strip() and len(text) <= MAX_TEXT_LENGTH and self._needs_parsing(instance):
            self.incoming = pasted(text)
        if self.incoming and self.incoming.parsed:
            data = _completed(data, self.incoming.text, self.incoming.attributes)
        super().__init__(data, files, *args, **kwargs)

    def clean_text_file(self):
        if self._refusal:
            raise ValidationError(self._refusal)
        if self._file and self._has_new_text and self.data.get("draft_text", "").strip():
            raise ValidationError(
                _("Bạn vừa dán toàn văn vừa chọn tệp. Hãy chỉ dùng một cách, rồi lưu lại.")
            )
        return self._file

    def clean_draft_text(self):
        text = self.cleaned_data["draft_text"]
        if len(text) > MAX_TEXT_LENGTH:
            raise ValidationError(_("Văn bản dài quá 5 triệu ký tự. Hãy tách phụ lục rồi dán lại."))
        # The text of a file is not what was pasted before.
        return "" if self.incoming and self._file else compose(text)

    def save(self, commit=True):
        """A draft is only a revision, which holds names: its files are stored at once."""
        if self.incoming and self._file:
            self._keep_file()
        source = self.instance.source_file
        if source and not source._committed:
            source.save(_unguessable(source.name), source.file, save=False)
        self.instance.came_in = self.incoming
        return super().save(commit)

    def _post_clean(self):
        super()._post_clean()
        if self.incoming:
            if self.incoming.parsed:
                self.instance.draft_tree = to_json(self.incoming.parsed)
        elif self._has_new_text:
            self.instance.draft_tree = None

    def _needs_parsing(self, instance) -> bool:
        return self._has_new_text or not (instance and instance.draft_tree)

    def _read_file(self) -> None:
        try:
            self.incoming = uploaded(self._file.name, self._file.read(MOST_BYTES + 1))
        except UnreadableFile as refusal:
            self._refusal = str(refusal)

    def _keep_file(self) -> None:
        """The file as the original, with the ending of what it holds, unless it is a page."""
        ending = self.incoming.kept_as
        if not ending or "source_file" in self.changed_data:
            return
        stem = self._file.name.rpartition(".")[0] or self._file.name
        self._file.seek(0)
        name = _unguessable(f"{stem}.{ending}")
        self.instance.source_file.save(name, ContentFile(self._file.read()), save=False)


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


def _lines(text: str) -> str:
    """*text* as a form sends it and as the database has it alike."""
    return compose(text).replace("\r\n", "\n").strip()


def _unguessable(name: str) -> str:
    """The web server asks nobody who reads a file, so that of a draft has a secret address."""
    return f"{secrets.token_hex(8)}/{name.rpartition('/')[2]}"
