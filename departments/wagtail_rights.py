"""Writes for Wagtail's groups at which pages and folders a role stands, from the one table.

The rows follow `rights.GRANTS`. They are read back by `policies`, for those who hold the role
today and only for what the table still allows: an old row gives nobody anything.
"""

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from .models import DepartmentPage
from .rights import GRANTS, Area, Holding
from .roles import PROVINCE_WIDE, Role

OF_PAGES = frozenset({"add", "change", "publish", "lock", "unlock"})
OF_FILES = {"add": "add", "change": "change", "view": "choose"}


@transaction.atomic
def write_section_rights(section: DepartmentPage, collection: Collection | None = None) -> None:
    """Let the roles of the section's unit stand at its page and at its folder."""
    unit = section.owner_unit or section.unit
    for role in Role:
        if not role.is_province_wide:
            group = _group(Holding(role, unit.pk, unit.code))
            _write_pages(group, role, section.page_ptr)
            _write_files(group, role, collection or section.collection)


@transaction.atomic
def write_province_rights() -> None:
    """Let the roles of the province stand at the roots of pages and folders."""
    root, folders = Page.get_first_root_node(), Collection.get_first_root_node()
    for role in PROVINCE_WIDE:
        group = _group(Holding(role, None))
        _write_pages(group, role, root)
        _write_files(group, role, folders)


def _group(holding: Holding) -> Group:
    return Group.objects.get_or_create(name=holding.group_name)[0]


def _write_pages(group: Group, role: Role, page: Page) -> None:
    granted = GRANTS[role].get(Area.CONTENT, frozenset()) | GRANTS[role].get(Area.SECTIONS, set())
    wanted = _permissions(Page, {f"{action}_page" for action in granted & OF_PAGES})
    rows = GroupPagePermission.objects.filter(group=group, page=page)
    for permission in _changes(rows, wanted):
        rows.create(group=group, page=page, permission=permission)


def _write_files(group: Group, role: Role, collection: Collection | None) -> None:
    if collection is None:
        return
    granted = GRANTS[role].get(Area.CONTENT, frozenset())
    names = {OF_FILES[action] for action in granted if action in OF_FILES}
    wanted = []
    for model in (get_image_model(), get_document_model()):
        wanted += _permissions(model, {f"{name}_{model._meta.model_name}" for name in names})
    rows = GroupCollectionPermission.objects.filter(group=group, collection=collection)
    for permission in _changes(rows, wanted):
        rows.create(group=group, collection=collection, permission=permission)


def _permissions(model, codenames: set[str]) -> list[Permission]:
    found = Permission.objects.filter(
        content_type__app_label=model._meta.app_label,
        content_type__model=model._meta.model_name,
        codename__in=codenames,
    )
    return list(found)


def _changes(rows, wanted: list[Permission]) -> list[Permission]:
    """Remove the rows that are wanted no longer, and say which are missing."""
    rows.exclude(permission__in=wanted).delete()
    present = set(rows.values_list("permission_id", flat=True))
    return [permission for permission in wanted if permission.pk not in present]
