"""Logs every file that is taken out of the admin, whichever view makes it."""

from django.urls import reverse

from .models import Action
from .recording import record


class ExportMiddleware:
    """An answer of the admin that is a file to keep is an export.

    A view that logs its export itself, with more to say, sets `is_audited` on its answer.
    """

    def __init__(self, get_response):
        self.get_response = get_response
        self.admin = reverse("wagtailadmin_home")

    def __call__(self, request):
        response = self.get_response(request)
        if request.path.startswith(self.admin) and self._is_export(response):
            record(
                Action.EXPORTED,
                actor=request.user,
                name=request.path.removeprefix(self.admin),
                file=response["Content-Disposition"].partition("filename=")[2].strip('"'),
            )
        return response

    def _is_export(self, response) -> bool:
        kept = response.get("Content-Disposition", "").startswith("attachment")
        return kept and response.status_code == 200 and not getattr(response, "is_audited", False)
