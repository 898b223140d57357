"""Experts from outside who read one draft by a secret link and comment on it."""

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision

from ..querysets import ExpertCommentQuerySet, ExpertInvitationQuerySet

# Times that comments may be sent by one link; a link that leaks is no open letter box.
MOST_ANSWERS = 10


class ExpertInvitation(models.Model):
    """One person, one revision of a draft, one link. Only the link's hash is known here."""

    revision = models.ForeignKey(
        Revision, verbose_name=_("bản thảo"), on_delete=models.CASCADE, related_name="+"
    )
    base_content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.CharField(max_length=255)
    title = models.CharField(_("tiêu đề"), max_length=500)
    unit = models.ForeignKey(
        "departments.Unit",
        verbose_name=_("đơn vị"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    name = models.CharField(_("họ tên chuyên gia"), max_length=120)
    email = models.EmailField(_("thư điện tử"))
    message = models.TextField(_("lời nhắn"), blank=True)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("người mời"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    created_at = models.DateTimeField(_("mời lúc"), auto_now_add=True)
    expires_at = models.DateTimeField(_("dùng được đến"))
    revoked_at = models.DateTimeField(_("thu hồi lúc"), null=True, blank=True)
    opened_at = models.DateTimeField(_("mở lần đầu"), null=True, blank=True)
    answers = models.PositiveSmallIntegerField(_("số lần gửi góp ý"), default=0)

    objects = ExpertInvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("lời mời góp ý chuyên môn")
        verbose_name_plural = _("lời mời góp ý chuyên môn")
        indexes = [models.Index(fields=["base_content_type", "object_id"], name="expert_draft")]

    def __str__(self):
        return f"{self.title}: {self.name}"

    @property
    def why_closed(self) -> str:
        """Why the link does not work; empty when it does."""
        if self.revoked_at:
            return _("Đơn vị đã thu hồi liên kết này.")
        if self.expires_at <= timezone.now():
            return _("Liên kết này đã hết hạn.")
        if self.answers >= MOST_ANSWERS:
            return _("Bạn đã gửi đủ số lần góp ý của liên kết này.")
        return ""

    @property
    def state_label(self) -> str:
        """What the editors see: whether the expert has opened the link, and answered."""
        if self.why_closed and not self.answers:
            return _("Đã thu hồi") if self.revoked_at else _("Hết hạn, chưa góp ý")
        if self.answers:
            return _("Đã góp ý")
        return _("Đã mở, chưa góp ý") if self.opened_at else _("Chưa mở")


class ExpertComment(models.Model):
    """What an expert said of the whole draft, or of one part of it."""

    invitation = models.ForeignKey(
        ExpertInvitation, on_delete=models.CASCADE, related_name="comments"
    )
    part = models.CharField(_("phần"), max_length=100, blank=True)
    quotation = models.CharField(_("trích"), max_length=200, blank=True)
    text = models.TextField(_("góp ý"))
    created_at = models.DateTimeField(_("gửi lúc"), auto_now_add=True)
    read_at = models.DateTimeField(_("đọc lúc"), null=True, blank=True)

    objects = ExpertCommentQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "pk"]
        verbose_name = _("góp ý chuyên môn")
        verbose_name_plural = _("góp ý chuyên môn")

    def __str__(self):
        return f"{self.invitation.name}: {self.text[:60]}"
