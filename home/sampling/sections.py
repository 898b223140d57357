"""Sections of some units of the sample province, and how fresh their components should be."""

from collections.abc import Iterator

from content.models import Topic
from content.text import slug
from departments.models import ComponentPage, ComponentTarget, DepartmentPage, Officer, Unit
from departments.provisioning import create_department
from home.models import InfoPage

from .bodies import body
from .publishing import publish_on
from .reading import SOURCE, absent, morning, read, sample_uuid


def missing_sections() -> list[dict]:
    known = set(DepartmentPage.objects.values_list("unit__code", flat=True))
    return [item for item in read("sections")["sections"] if item["unit"] not in known]


def add_sections(items) -> Iterator[None]:
    for item in items:
        section = create_department(Unit.objects.get(code=item["unit"]))
        section.introduction = item["introduction"]
        section.officers = [Officer(**officer) for officer in item["officers"]]
        section.links = [("link", link) for link in item["links"]]
        section.save_revision().publish()
        for page in (section.get_parent(), section, *section.get_children()):
            model = page.specific_class
            model.objects.filter(pk=page.pk).update(source_credit=SOURCE)
        yield


def missing_targets() -> list[dict]:
    known = set(ComponentTarget.objects.values_list("component", flat=True))
    return [item for item in read("sections")["targets"] if item["component"] not in known]


def add_targets(items) -> Iterator[None]:
    for item in items:
        ComponentTarget.objects.create(**item)
        yield


def missing_pages() -> list[dict]:
    return absent(InfoPage, "section_pages", read("sections")["pages"])


def add_pages(items) -> Iterator[None]:
    for item in items:
        page = InfoPage(
            uuid=sample_uuid("section_pages", item["key"]),
            title=item["title"],
            slug=slug(item["title"], max_length=80),
            summary=item["summary"],
            source_credit=SOURCE,
            body=body(item["body"]),
            first_published_at=morning(item["date"]),
        )
        page.topics = Topic.objects.filter(code__in=item["topics"])
        publish_on(item["date"], component_of(item), page)
        yield


def component_of(item: dict) -> ComponentPage | None:
    """Where in a section a sample stands; None where it stands in a list of the province."""
    if "component" not in item:
        return None
    return ComponentPage.objects.get(
        owner_unit__code=item["unit"], component=item["component"], live=True
    )
