"""A large province: 130 units with sections, 500 accounts, 20,000 published items.

Sections, roles and work that waits are made the way the portal makes them; the items are
written in bulk with their records, because twenty thousand publications would take an hour.
Everything stands in the database that Django is connected to: give it one of its own.
"""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import cycle, islice

from benchmarks.measuring import seconds

DEPARTMENTS, CENTRES, COMMUNES = 22, 8, 100
ACCOUNTS = 500
ITEMS = 20_000
WAITING = 60  # drafts sent for approval in one unit
SUBMITTED_IN = "so-mau-1"
_CHUNK = 1000


@dataclass
class Province:
    """What was built, and how long each section took."""

    sections: list = field(default_factory=list)
    section_seconds: list[float] = field(default_factory=list)
    accounts: int = 0
    items: int = 0


@dataclass(frozen=True, slots=True)
class Planned:
    """An item that is not saved, and where it will stand."""

    item: object
    component: str
    parent: object  # the component's page; questions are no pages and only count there

    @property
    def is_page(self) -> bool:
        return hasattr(self.item, "url_path")


def build_province() -> Province:
    """Fill the connected, migrated and empty database."""
    province = Province()
    _home()
    for unit in _units():
        province.section_seconds.append(seconds(lambda unit=unit: _section(province, unit)))
    province.accounts = _accounts(province.sections)
    province.items = _items(province.sections)
    _waiting(province.sections)
    return province


def _home():
    from wagtail.models import Page, Site

    from home.models import HomePage
    from materials.models import MaterialIndexPage
    from news.models import NewsIndexPage

    home = HomePage(title="Tỉnh Mẫu", slug="trang-chu")
    Page.get_first_root_node().add_child(instance=home)
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "localhost", "root_page": home}
    )
    home.add_child(instance=NewsIndexPage(title="Tin tức", slug="tin-tuc"))
    home.add_child(instance=MaterialIndexPage(title="Tài liệu", slug="tai-lieu"))


def _units() -> list:
    from departments.models import Unit

    kinds = [
        *[("so-mau", "Sở Mẫu", Unit.Kind.DEPARTMENT)] * DEPARTMENTS,
        *[("trung-tam", "Trung tâm Mẫu", Unit.Kind.CENTRE)] * CENTRES,
        *[("xa-mau", "Xã Mẫu", Unit.Kind.COMMUNE)] * COMMUNES,
    ]
    units = []
    for number, (code, name, kind) in enumerate(kinds, start=1):
        unit = Unit(code=f"{code}-{number}", name=f"{name} số {number}", kind=kind)
        unit.phone, unit.email = "0000 000 000", f"mau{number}@tinhmau.example"
        unit.save()
        units.append(unit)
    return units


def _section(province: Province, unit) -> None:
    from departments.provisioning import create_department

    province.sections.append(create_department(unit))


def _accounts(sections) -> int:
    """Drafters, checkers, leaders and administrators of all units, in turns."""
    from django.contrib.auth import get_user_model

    from departments.roles import Role
    from departments.staffing import appoint

    roles = (Role.DRAFTER, Role.LEADER, Role.CHECKER, Role.UNIT_ADMIN)
    places = ((section.owner_unit, role) for role in roles for section in sections)
    made = 0
    for number, (unit, role) in enumerate(islice(cycle(places), ACCOUNTS), start=1):
        user = get_user_model()(username=f"mau_{number}", first_name="Mẫu", is_active=True)
        user.set_unusable_password()
        user.save()
        appoint(user, role, unit)
        made += 1
    return made


def _items(sections) -> int:
    from departments.board import recount_all

    written = 0
    for items in _chunks(_planned(sections)):
        _write(items)
        written += len(items)
    recount_all()
    return written


def _planned(sections) -> Iterator[Planned]:
    """Items that are not saved: news, materials and questions, spread over units and years."""
    from django.utils import timezone
    from wagtail.models import Locale

    from content.models.records import Component
    from departments.models import ComponentPage
    from materials.models import MaterialKind, MaterialPage
    from news.models import NewsPage
    from qa.models import Question

    kind = MaterialKind.objects.create(code="to-gap", name="Tờ gấp")
    locale = Locale.get_default()
    now = timezone.now()
    pages = {
        section.pk: {page.component: page for page in ComponentPage.objects.child_of(section)}
        for section in sections
    }
    # A unit in ten leaves a component empty.
    places = [
        (section, component)
        for number, section in enumerate(sections)
        for component in Component.values
        if number % 10 or component != Component.DIALOGUE
    ]
    for number, (section, component) in enumerate(islice(cycle(places), ITEMS)):
        moment = now - timedelta(hours=number)
        words = {
            "title": f"Nội dung mẫu số {number} về quyền và nghĩa vụ của người dân",
            "summary": "Một hai câu nói điều chính, đủ để người đọc biết có cần mở ra không.",
            "owner_unit": section.owner_unit,
            "locale": locale,
            "live": True,
            "has_unpublished_changes": False,
            "first_published_at": moment,
            "last_published_at": moment,
        }
        if component == Component.QUESTIONS:
            item = Question(slug=f"cau-{number}", answered_on=moment.date(), **words)
        elif component == Component.MATERIALS:
            item = MaterialPage(kind=kind, slug=f"tai-lieu-{number}", **words)
        else:
            item = NewsPage(date=moment.date(), slug=f"tin-{number}", **words)
        yield Planned(item, component, pages[section.pk][component])


def _chunks(items: Iterator[Planned]) -> Iterator[list[Planned]]:
    while chunk := list(islice(items, _CHUNK)):
        yield chunk


def _write(items: list[Planned]) -> None:
    from django.db import transaction

    from qa.models import Question

    with transaction.atomic():
        Question.objects.bulk_create(planned.item for planned in items if not planned.is_page)
        _write_pages([planned for planned in items if planned.is_page])
        _write_records(items)


def _write_pages(items: list[Planned]) -> None:
    """The rows of the tree in bulk, then the row of each kind of page."""
    from django.contrib.contenttypes.models import ContentType
    from wagtail.models import Page

    columns = [field.attname for field in Page._meta.concrete_fields]
    rows = []
    for planned in items:
        item, parent = planned.item, planned.parent
        parent.bulk_children = getattr(parent, "bulk_children", parent.numchild) + 1
        item.depth = parent.depth + 1
        item.path = Page._get_path(parent.path, item.depth, parent.bulk_children)
        item.url_path = f"{parent.url_path}{item.slug}/"
        item.draft_title = item.title
        item.content_type = ContentType.objects.get_for_model(type(item))
        item.translation_key = uuid.uuid4()
        rows.append(Page(**{name: getattr(item, name) for name in columns}))
    for planned, row in zip(items, Page.objects.bulk_create(rows), strict=True):
        item = planned.item
        item.pk = item.page_ptr_id = row.pk
        item.save_base(raw=True, force_insert=True)
        Page.objects.filter(pk=planned.parent.pk).update(numchild=planned.parent.bulk_children)


def _write_records(items: list[Planned]) -> None:
    from django.contrib.contenttypes.models import ContentType

    from content.models import ContentRecord

    records = []
    for planned in items:
        item = planned.item
        record = ContentRecord(
            uuid=item.uuid,
            content_type=ContentType.objects.get_for_model(type(item)),
            object_id=item.pk,
            kind=item.record_kind,
            component=planned.component,
            title=item.title,
            summary=item.summary,
            url=item.get_absolute_url(),
            owner_unit=item.owner_unit,
            live=True,
            published_at=item.first_published_at,
            updated_at=item.last_published_at,
        )
        records.append(record)
    ContentRecord.objects.bulk_create(records)


def _waiting(sections) -> None:
    """Drafts of one unit that wait for approval."""
    from django.contrib.auth import get_user_model

    from departments.roles import Role
    from news.models import NewsPage

    section = next(item for item in sections if item.slug == SUBMITTED_IN)
    drafter = get_user_model().objects.filter(
        appointments__unit=section.owner_unit, appointments__role=Role.DRAFTER
    )[0]
    parent = section.get_children().get(slug="huong-dan-chi-dao").specific
    for number in range(WAITING):
        page = NewsPage(title=f"Bản nháp {number}", slug=f"nhap-{number}", live=False)
        parent.add_child(instance=page)
        page.save_revision(user=drafter)
        page.get_workflow().start(page, drafter)
