"""What a rule sees of a request to the admin."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.http import Http404, HttpRequest, QueryDict
from django.urls import ResolverMatch
from wagtail.models import Page

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


@dataclass(slots=True)
class Asked:
    """Somebody asks for an address of the admin."""

    user: Any
    match: ResolverMatch
    method: str = "GET"
    query: QueryDict | dict = None
    sent: QueryDict | dict = None

    @classmethod
    def by(cls, request: HttpRequest, match: ResolverMatch) -> "Asked":
        return cls(request.user, match, request.method, request.GET, request.POST)

    @property
    def changes(self) -> bool:
        return self.method not in SAFE

    @property
    def model(self) -> type[Model] | None:
        """The model of one of Wagtail's generic screens."""
        view = self.match.func
        given = getattr(view, "view_initkwargs", {}).get("model")
        model = given or getattr(getattr(view, "view_class", None), "model", None)
        return model if isinstance(model, type) else None

    def kwarg(self, *names: str):
        """The first of the parts of the address that is there."""
        kwargs = self.match.kwargs
        return next((kwargs[name] for name in names if name in kwargs), None)

    def page(self, *names: str) -> Page:
        return found_page(self.kwarg(*names))

    def chosen_keys(self) -> list[str]:
        """The keys that the address lists: “?id=3&id=4”."""
        return self.query.getlist("id") if self.query else []


Check = Callable[[Asked], bool]


def found_page(key) -> Page:
    """The page with this key; a key that is none, or no page's, is a page that is not there."""
    try:
        return Page.objects.get(pk=key)
    except (Page.DoesNotExist, ValueError, TypeError) as error:
        raise Http404 from error
