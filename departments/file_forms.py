"""Forms of images and files: what the public reads changes by approval only."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from .serving import is_public


class _KeepsPublicFile:
    """Refuses another file under the name of one that is public: nobody would approve it."""

    def clean_file(self):
        file = self.cleaned_data["file"]
        if self.instance.pk and "file" in self.changed_data and is_public(self.instance):
            raise ValidationError(
                _(
                    "Tệp này đang có trong nội dung đã đăng. Hãy tải lên thành tệp mới, đặt vào "
                    "bản nháp của bài rồi gửi duyệt."
                )
            )
        return file


class DocumentForm(_KeepsPublicFile, BaseDocumentForm):
    pass


class ImageForm(_KeepsPublicFile, BaseImageForm):
    pass
