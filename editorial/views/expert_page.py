"""The draft as an expert from outside sees it: to read and to comment on, nothing else."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from content.public_forms import within_rate

from ..forms import ExpertCommentForm
from ..inviting import find_invitation, note_opening, take_comments
from ..reading import parts_of

WAIT_SECONDS = 600
WRONG_LINKS = 20


def secret(view):
    """Answers that stand in no cache, no index and no other site's log of referrers."""

    def answer(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "no-store, private"
        response["X-Robots-Tag"] = "noindex, nofollow"
        response["Referrer-Policy"] = "same-origin"
        return response

    return answer


# Public pages set no cookie; the form carries a signed token instead, see content.public_forms.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@secret
def expert_page(request, token: str):
    """The draft with a form; sent, the comments are stored and answered by a redirect."""
    invitation = find_invitation(token)
    if invitation is None or invitation.why_closed:
        return _closed(request, invitation)
    draft = invitation.revision.as_object()
    parts = parts_of(draft, request)
    note_opening(invitation)
    form = ExpertCommentForm(
        request.POST if request.method == "POST" else None,
        request=request,
        parts=parts,
        purpose=f"editorial.expert.{invitation.pk}",
    )
    status = 200
    if request.method == "POST" and form.is_valid():
        if within_rate(request, form.purpose, seconds=WAIT_SECONDS):
            if not take_comments(invitation, form.texts(), parts):
                invitation.refresh_from_db()
                return _closed(request, invitation)
            return redirect("editorial_expert_thanks", token=token)
        status = 429
        form.add_error(
            None, _("Bạn đã gửi nhiều lần liền nhau. Chữ còn nguyên: hãy gửi lại sau 10 phút.")
        )
    context = {
        "page_title": _("Góp ý bản thảo"),
        "invitation": invitation,
        "draft": draft,
        "parts": [(part, _field(form, part)) for part in parts],
        "form": form,
    }
    return _with_wait(render(request, "editorial/expert_page.html", context, status=status))


@require_safe
@secret
def thanks(request, token: str):
    """The comments have arrived."""
    invitation = find_invitation(token)
    if invitation is None or invitation.revoked_at:
        return _closed(request, invitation)
    context = {
        "page_title": _("Cảm ơn bạn đã góp ý"),
        "invitation": invitation,
        "comments": invitation.comments.all(),
    }
    return render(request, "editorial/expert_thanks.html", context)


def _closed(request, invitation) -> HttpResponse:
    """Why the link does not work, and whom to ask; guessing links becomes slow."""
    status = 410
    if invitation is None:
        may_try = within_rate(
            request, "editorial.expert.guess", limit=WRONG_LINKS, seconds=WAIT_SECONDS
        )
        status = 404 if may_try else 429
    context = {
        "page_title": _("Liên kết góp ý không dùng được"),
        "invitation": invitation,
        "why": invitation.why_closed if invitation else _("Cổng không có liên kết góp ý này."),
    }
    return _with_wait(render(request, "editorial/expert_closed.html", context, status=status))


def _with_wait(response):
    if response.status_code == 429:
        response["Retry-After"] = str(WAIT_SECONDS)
    return response


def _field(form, part):
    return form[form.field_name(part.key)] if part.key in form.parts else None
