"""All addresses of the admin, read from the code, and what to put into their gaps."""

from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.http import QueryDict
from django.urls import get_resolver
from django.urls.resolvers import ResolverMatch, URLPattern, URLResolver
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page

from departments.gate.asking import Asked
from departments.models import Unit
from legal_library.models import ErrorReport, LegalDocument, Relation
from qa.models import Question

# Which of the things of a place stands behind a gap of an address.
GAPS = {
    "page_id": lambda things: things.draft.pk,
    "parent_page_id": lambda things: things.component.pk,
    "page_to_move_id": lambda things: things.public.pk,
    "destination_id": lambda things: things.component.pk,
    "revision_id": lambda things: things.draft.latest_revision_id,
    "revision_id_a": lambda things: "earliest",
    "revision_id_b": lambda things: "latest",
    "image_id": lambda things: things.image.pk,
    "document_id": lambda things: things.file.pk,
    "doc_id": lambda things: things.file.pk,
    "collection_id": lambda things: things.collection.pk,
    "uploaded_file_id": lambda things: 1,
    "filter_spec": lambda things: "width-100",
    "task_state_id": lambda things: things.draft_step.pk,
    "task_id": lambda things: things.draft_step.task_id,
    "workflow_state_id": lambda things: things.draft_step.workflow_state_id,
    "action_name": lambda things: "approve",
    "action": lambda things: "publish",
    "app_label": lambda things: "wagtailcore",
    "model_name": lambda things: "page",
    "app_name": lambda things: "home",
    "content_type_app_name": lambda things: "news",
    "content_type_model_name": lambda things: "newspage",
    "object_id": lambda things: things.draft.pk,
    "session_id": lambda things: 1,
    "mode": lambda things: "",
    "uidb64": lambda things: "x",
    "token": lambda things: "x",
}
# The same for single addresses, where the name of a gap says something else.
GAPS_OF = {
    "wagtailadmin_pages:unpublish": {"page_id": lambda things: things.public.pk},
    "wagtailadmin_pages:revisions_compare": {"pk": lambda things: things.draft.pk},
    "wagtailadmin_api:pages:*": {
        "pk": lambda things: things.draft.pk,
        "action_name": lambda things: "publish",
    },
    "wagtaildocs_chooser:*": {"pk": lambda things: things.file.pk},
    "wagtailimages_chooser:*": {"pk": lambda things: things.image.pk},
    "wagtailsettings:*": {"model_name": lambda things: "portalsettings"},
    "editorial_step": {"pk": lambda things: things.question_step.pk},
    "editorial_experts": {
        "content_type_id": lambda things: _kind_of(Question),
        "object_id": lambda things: things.question.pk,
    },
    "people:request*": {"pk": lambda things: things.request and things.request.pk},
    "people:review*": {"pk": lambda things: things.review.pk},
    "impact:*": {"pk": lambda things: things.public.uuid},
    "uploads:*": {"pk": lambda things: things.batch.pk},
    "legal_library_review*": {"pk": lambda things: things.document.pk},
    "legal_library_order*": {"pk": lambda things: things.document.pk},
    "legal_library_relation*": {
        "pk": lambda things: things.document.pk,
        "relation": lambda things: _relation(things.document).pk,
    },
    "legal_library_validity": {"pk": lambda things: things.document.pk},
    "departments_unit*": {"pk": lambda things: things.unit and things.unit.pk},
    "people:*": {"pk": lambda things: things.member.pk},
}


def _relation(document) -> Relation:
    return Relation.objects.get_or_create(source=document, kind="amends", citation="mẫu")[0]


def _kind_of(model) -> int:
    return ContentType.objects.get_for_model(model).pk


THINGS = {
    Question: lambda things: things.question,
    LegalDocument: lambda things: things.document,
    ErrorReport: lambda things: things.report,
    Unit: lambda things: things.unit,
    get_image_model(): lambda things: things.image,
    get_document_model(): lambda things: things.file,
}


@dataclass(frozen=True)
class Address:
    """One pattern of the admin."""

    name: str
    last_name: str
    route: str
    gaps: tuple[str, ...]
    pattern: URLPattern
    namespaces: tuple[str, ...]

    def asked(self, user, things, method: str) -> Asked | None:
        """A request to it about what stands at a place; None where nothing of the kind can."""
        kwargs = {}
        for gap in self.gaps:
            value = self._value(gap, things)
            if value is None:
                return None
            kwargs[gap] = value
        return Asked(user, self.match(kwargs), method, self._query(things), QueryDict())

    def match(self, kwargs: dict) -> ResolverMatch:
        return ResolverMatch(
            self.pattern.callback,
            (),
            kwargs,
            url_name=self.pattern.name,
            namespaces=list(self.namespaces),
            route=self.route,
        )

    @property
    def model(self) -> type[Model] | None:
        view = self.pattern.callback
        given = getattr(view, "view_initkwargs", {}).get("model")
        model = given or getattr(getattr(view, "view_class", None), "model", None)
        return model if isinstance(model, type) else None

    def _value(self, gap: str, things):
        for name, finds in GAPS_OF.items():
            if gap in finds and fnmatchcase(self.name, name):
                return finds[gap](things)
        if self.model in (None, Page) or gap != "pk":
            if gap in ("object_id", "task_state_id", "workflow_state_id") and self.model in THINGS:
                step = getattr(things, "question_step", None) if self.model is Question else None
                if gap == "task_state_id":
                    return step.pk if step else 0
                if gap == "workflow_state_id":
                    return step.workflow_state_id if step else 0
            return GAPS.get(gap, lambda things: 1)(things)
        if self.model in THINGS:
            thing = THINGS[self.model](things)
            return thing and thing.pk
        first = self.model._default_manager.first()
        assert first, f"{self.model._meta.label}: add a sample of it in tests/rights/world.py"
        return first.pk

    def _query(self, things) -> QueryDict:
        if self.name == "wagtail_bulk_action":
            return QueryDict(f"id={things.draft.pk}&id={things.public.pk}")
        if not self.last_name.endswith("chosen_multiple"):
            return QueryDict()
        if self.name.startswith("wagtailadmin_choose_page"):
            return QueryDict(f"id={things.draft.pk}")
        if self.name.startswith("wagtailimages"):
            return QueryDict(f"id={things.image.pk}")
        if self.name.startswith("wagtaildocs"):
            return QueryDict(f"id={things.file.pk}")
        thing = THINGS.get(self.model, lambda things: None)(things)
        return QueryDict(f"id={thing.pk}") if thing else QueryDict()


def admin_addresses() -> list[Address]:
    """Every pattern below /admin/, as the code has them now."""
    found = _walk(get_resolver().url_patterns, "", ())
    return [address for address in found if address.route.startswith("admin/")]


def _walk(patterns, route, namespaces):
    for pattern in patterns:
        path = route + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            below = (*namespaces, pattern.namespace) if pattern.namespace else namespaces
            yield from _walk(pattern.url_patterns, path, below)
            continue
        gaps = tuple(pattern.pattern.regex.groupindex)
        name = ":".join([*namespaces, pattern.name]) if pattern.name else ""
        yield Address(name, pattern.name or "", path, gaps, pattern, namespaces)


def own_models() -> set[type[Model]]:
    """Our models that have screens in the admin."""
    here = settings.BASE_DIR
    ours = {app.label for app in apps.get_app_configs() if Path(app.path).parent == here}
    models = {address.model for address in admin_addresses()}
    return {model for model in models if model and model._meta.app_label in ours}
