"""Editors invite experts to a draft, read what they said, and close their links."""

from django.contrib.contenttypes.models import ContentType
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic.base import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import RevisionMixin

from content.models import StandardContent
from departments.rights import Area, may

from ..addresses import edit_url
from ..forms import ExpertInvitationForm
from ..inbox import forget_badge
from ..inviting import invite, mark_read, revoke, send_invitation
from ..models import ExpertComment, ExpertInvitation
from ..models.steps import specific


class ExpertsView(WagtailAdminTemplateMixin, TemplateView):
    """The experts of one draft."""

    template_name = "editorial/experts.html"
    header_icon = "comment"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        kind = get_object_or_404(ContentType, pk=kwargs["content_type_id"])
        model = kind.model_class()
        if model is None or not issubclass(model, RevisionMixin):
            raise Http404
        self.object = specific(get_object_or_404(model, pk=kwargs["object_id"]))
        if not isinstance(self.object, StandardContent):
            raise Http404
        self.unit_id = self.object.owner_unit_id

    def dispatch(self, request, *args, **kwargs):
        self.may_invite = may(request.user, Area.CONTENT, "change", self.unit_id)
        return super().dispatch(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        if request.POST.get("viec") == "revoke":
            return self.revoke()
        form = ExpertInvitationForm(request.POST)
        if not self.object.get_latest_revision():
            form.add_error(None, _("Hãy lưu bản thảo trước rồi mời chuyên gia."))
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        fields = {name: form.cleaned_data[name] for name in ("name", "email", "message")}
        invitation, link = invite(
            instance=self.object, by=request.user, expires_at=form.expires_at(), **fields
        )
        if send_invitation(invitation, link):
            told = _("Đã gửi liên kết đến %s.") % invitation.email
            messages.success(request, told)
        else:
            messages.warning(
                request, _("Chưa gửi được thư. Hãy chép liên kết dưới đây rồi gửi bằng cách khác.")
            )
        # Shown once, in the answer itself: the portal keeps only the link's hash.
        return self.render_to_response(self.get_context_data(link=link, invited=invitation))

    def revoke(self):
        invitations = ExpertInvitation.objects.of_draft(self.object)
        key = self.request.POST.get("invitation", "")
        invitation = get_object_or_404(invitations, pk=key if key.isdecimal() else None)
        revoke(invitation, self.request.user)
        messages.success(self.request, _("Đã thu hồi liên kết của %s.") % invitation.name)
        return redirect(self.request.path)

    def get_page_title(self):
        return _("Góp ý chuyên môn")

    def get_page_subtitle(self):
        return str(self.object)

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse("editorial_inbox"), "label": _("Việc của tôi")},
            {"url": self.edit_url, "label": str(self.object)},
            {"url": "", "label": self.get_page_title()},
        ]

    @property
    def edit_url(self) -> str:
        return edit_url(ContentType.objects.get_for_model(self.object), self.object.pk)

    def get_context_data(self, **kwargs):
        invitations = list(
            ExpertInvitation.objects.of_draft(self.object).select_related("invited_by")
        )
        comments = ExpertComment.objects.filter(invitation__in=invitations)
        listed = list(comments.select_related("invitation").order_by("-created_at", "-pk"))
        # Whoever could be reminded of them has seen them now.
        if self.may_invite and any(comment.read_at is None for comment in listed):
            mark_read(comments)
            forget_badge(self.request.user)
        return {
            **super().get_context_data(**kwargs),
            "object": self.object,
            "edit_url": self.edit_url,
            "invitations": invitations,
            "comments": listed,
            "may_invite": self.may_invite,
            "form": ExpertInvitationForm() if self.may_invite else None,
            **kwargs,
        }
