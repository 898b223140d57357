"""What a unit holds when it ends, and its handing over to the unit that continues it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import (
    DraftStateMixin,
    Page,
    Revision,
    RevisionMixin,
    WorkflowMixin,
    WorkflowState,
)

from content.models import ContentRecord
from content.registration import announce_changes

from .models import Appointment, ComponentPage, DepartmentPage, Unit
from .provisioning import provision
from .staffing import end_appointment

BATCH = 200


@dataclass(frozen=True, slots=True)
class Estate:
    """How much of each kind a unit still holds."""

    published: int = 0
    drafts: int = 0  # never published, or changed since
    in_progress: int = 0  # sent for approval, not decided
    files: int = 0  # images and documents
    appointments: int = 0
    children: int = 0  # living units below it

    @property
    def has_content(self) -> bool:
        """Whether something would be left without an owner."""
        return bool(self.published or self.drafts or self.in_progress or self.files)

    def lines(self) -> list[tuple[int, str]]:
        """What is there, in words, for a form that asks what to do with it."""
        rows = (
            (self.published, _("nội dung đang đăng")),
            (self.drafts, _("bản nháp")),
            (self.in_progress, _("việc đang trình duyệt")),
            (self.files, _("ảnh và tệp")),
            (self.appointments, _("vai trò đang giữ")),
            (self.children, _("đơn vị trực thuộc")),
        )
        return [(count, words) for count, words in rows if count]


def owned_models() -> Iterator[type[models.Model]]:
    """The models of all apps whose objects have an owner; a section's frame stays with its unit."""
    for model in apps.get_models():
        if issubclass(model, (ContentRecord, DepartmentPage, ComponentPage)):
            continue
        if any(f.name == "owner_unit" and f.related_model is Unit for f in model._meta.fields):
            yield model


def estate_of(unit: Unit) -> Estate:
    """What *unit* holds now."""
    published = drafts = in_progress = 0
    for model in owned_models():
        owned = model._base_manager.filter(owner_unit=unit)
        if not issubclass(model, DraftStateMixin):
            published += owned.count()
            continue
        counts = owned.aggregate(
            shown=models.Count("pk", filter=Q(live=True)),
            unfinished=models.Count("pk", filter=Q(live=False) | Q(has_unpublished_changes=True)),
        )
        published += counts["shown"]
        drafts += counts["unfinished"]
        in_progress += _open_workflows(model, owned.values_list("pk", flat=True)).count()
    return Estate(
        published=published,
        drafts=drafts,
        in_progress=in_progress,
        files=sum(files.count() for files in _files_of(unit)),
        appointments=Appointment.objects.open().filter(unit=unit).count(),
        children=unit.children.filter(valid_to__isnull=True).count(),
    )


@transaction.atomic
def hand_over(unit: Unit, heir: Unit, *, by=None) -> None:
    """Give all content of *unit* to *heir*, move its pages, and close its section.

    What waits for approval becomes a draft of the heir: the people who would decide about it
    hold no role there.
    """
    section = DepartmentPage.objects.filter(unit=unit).first()
    target = provision(heir, by=by).section if section else None
    for model in owned_models():
        keys = list(model._base_manager.filter(owner_unit=unit).values_list("pk", flat=True))
        for state in _open_workflows(model, keys):
            state.cancel(user=by)
        model._base_manager.filter(owner_unit=unit).update(owner_unit=heir)
        rewrite_drafts(model, keys, owner_unit=(unit.pk, heir.pk))
    if section:
        _move_pages(section, target, by)
        for files in _files_of(unit):
            files.update(collection=target.collection)
    announce_content_of(unit)
    ContentRecord.objects.filter(owner_unit=unit).update(owner_unit=heir)
    if section:
        _close(section, target, by)


@transaction.atomic
def end_appointments(unit: Unit, *, day: date, by=None, reason: str) -> int:
    """End every role held in *unit* on *day*; how many."""
    held = Appointment.objects.open().filter(unit=unit).select_related("user", "unit")
    for appointment in held:
        end_appointment(appointment, by=by, ends_on=day, reason=reason)
    return len(held)


def rewrite_drafts(model, keys: Iterable[int], **changes: tuple) -> None:
    """Change fields (name=(old, new)) in the drafts of these objects, too.

    Publishing a draft later would otherwise bring the old value back. Only what can still be
    published is touched: the latest revision and scheduled ones; older ones are history.
    """
    if not issubclass(model, RevisionMixin):
        return
    content_type = ContentType.objects.get_for_model(model, for_concrete_model=False)
    keys = list(keys)
    for start in range(0, len(keys), BATCH):
        batch = keys[start : start + BATCH]
        latest = model._base_manager.filter(pk__in=batch).values("latest_revision")
        revisions = Revision.objects.filter(
            Q(pk__in=latest) | Q(approved_go_live_at__isnull=False),
            content_type=content_type,
            object_id__in=[str(key) for key in batch],
        )
        mended = []
        for revision in revisions:
            before = {name: revision.content.get(name) for name in changes}
            for name, (old, new) in changes.items():
                if before[name] == old:
                    revision.content[name] = new
            if before != {name: revision.content.get(name) for name in changes}:
                mended.append(revision)
        Revision.objects.bulk_update(mended, ["content"])


def announce_content_of(unit: Unit) -> None:
    """Tell the search that what is known of the owner has changed."""
    by_kind: dict[str, list[int]] = {}
    rows = ContentRecord.objects.filter(owner_unit=unit).values_list("kind", "object_id")
    for kind, key in rows:
        by_kind.setdefault(kind, []).append(key)
    for kind, keys in by_kind.items():
        announce_changes(kind, keys)


def _open_workflows(model, keys) -> models.QuerySet:
    if not issubclass(model, WorkflowMixin):
        return WorkflowState.objects.none()
    content_type = ContentType.objects.get_for_model(model, for_concrete_model=False)
    texts = [str(key) for key in keys]
    return WorkflowState.objects.active().filter(content_type=content_type, object_id__in=texts)


def _files_of(unit: Unit) -> Iterator[models.QuerySet]:
    section = DepartmentPage.objects.filter(unit=unit).only("collection").first()
    if section and section.collection_id:
        for model in (get_image_model(), get_document_model()):
            yield model.objects.filter(collection_id=section.collection_id)


def _move_pages(section: DepartmentPage, target: DepartmentPage, by) -> None:
    """Move what stands below each component to the same component of *target*.

    Wagtail leaves redirects behind at every address.
    """
    places = {page.component: page for page in ComponentPage.objects.child_of(target)}
    for component in ComponentPage.objects.child_of(section):
        place = places[component.component]
        for page in component.get_children().specific():
            if not Page._slug_is_available(page.slug, place):
                page.slug = _free_slug(f"{page.slug}-{section.slug}", place)
                page.save()
            page.move(Page.objects.get(pk=place.pk), pos="last-child", user=by)


def _free_slug(wanted: str, parent: Page) -> str:
    slug, number = wanted, 1
    while not Page._slug_is_available(slug, parent):
        number += 1
        slug = f"{wanted}-{number}"
    return slug


def _close(section: DepartmentPage, target: DepartmentPage, by) -> None:
    """Take the empty section off the site; its addresses lead to the same place of *target*."""
    places = {page.component: page for page in ComponentPage.objects.child_of(target)}
    ways = [(page, places[page.component]) for page in ComponentPage.objects.child_of(section)]
    for old, new in [*ways, (section, target)]:
        if path := old.get_url():
            Redirect.add_redirect(path, redirect_to=new, is_permanent=True)
        if old.live:
            old.unpublish(user=by)
