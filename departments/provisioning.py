"""Makes the section of a unit: its pages and folder, and by registration its groups and rights.

Everything that is there already is left as it is, so that a second run, a double click or two
people at once make one section, and a run after an accident adds what is missing.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import Collection, Page, Site

from audit.models import Action
from audit.recording import record
from content.models.records import Component
from content.text import fold

from .models import ComponentPage, DepartmentIndexPage, DepartmentPage, Unit

INDEX_SLUG = "don-vi"
SLUGS = {
    Component.DOCUMENTS: "van-ban-moi",
    Component.GUIDANCE: "huong-dan-chi-dao",
    Component.COUNCIL: "hoi-dong-phoi-hop",
    Component.QUESTIONS: "hoi-dap",
    Component.DIALOGUE: "doi-thoai",
    Component.MATERIALS: "tai-lieu",
    Component.STATISTICS: "thong-ke",
    Component.OTHER: "noi-dung-khac",
}
LOCAL_KINDS = (*Unit.COMMUNE_KINDS, Unit.Kind.COMMITTEE)

SectionStep = Callable[[DepartmentPage], None]
_steps: list[SectionStep] = []


class SectionRefused(ValueError):
    """The unit can have no section; the message says why."""


@dataclass(frozen=True, slots=True)
class Provisioned:
    """A unit's section, and whether this call made it."""

    section: DepartmentPage
    is_new: bool


def register_section_step(step: SectionStep) -> SectionStep:
    """Run *step* on each new section, within its transaction; it must bear a second run."""
    if step not in _steps:
        _steps.append(step)
    return step


def create_department(unit: Unit, *, by=None) -> DepartmentPage:
    """The section of *unit*, complete; made when there is none."""
    return provision(unit, by=by).section


@transaction.atomic
def provision(unit: Unit, *, by=None) -> Provisioned:
    """As `create_department`, saying also whether the section is new."""
    refuse_section(unit)
    # What editors read in the pages is Vietnamese, whatever language the command runs in.
    with override("vi"):
        index = _index()
        # Sections stand side by side, and the tree numbers them: one is made at a time.
        Page.objects.select_for_update().get(pk=index.pk)
        section = DepartmentPage.objects.filter(unit=unit).first()
        is_new = section is None
        if is_new:
            section = _section(index, unit)
        _components(section, unit)
        _collection(section, unit)
        for step in _steps:
            step(section)
    if is_new:
        record(Action.SECTION_CREATED, actor=by, instance=section, unit=unit)
    return Provisioned(section, is_new)


def refuse_section(unit: Unit) -> None:
    """Raise SectionRefused when *unit* has ended or has not begun."""
    today = timezone.localdate()
    if unit.exists_on(today):
        return
    if unit.valid_to and unit.valid_to <= today:
        words = _("%(unit)s đã kết thúc từ ngày %(day)s. Hãy lập chuyên trang cho đơn vị kế thừa.")
        day = unit.valid_to
    else:
        words = _("%(unit)s chưa có cho đến ngày %(day)s.")
        day = unit.valid_from
    raise SectionRefused(words % {"unit": unit.name, "day": date_format(day, "SHORT_DATE_FORMAT")})


def carries_outlines(unit: Unit) -> bool:
    """Whether component 1 also introduces resolutions and decisions of the province.

    Sở Tư pháp and the local level do (Kế hoạch 7296/KH-UBND, II.2.a).
    """
    return unit.kind in LOCAL_KINDS or fold(unit.name).startswith("so tu phap")


def _index() -> DepartmentIndexPage:
    """The page above all sections, in the tree of the default site."""
    site = Site.objects.select_related("root_page").filter(is_default_site=True).first()
    if site is None:
        raise SectionRefused(_("Cổng chưa có trang chủ. Hãy lập trang chủ trước."))
    home = Page.objects.select_for_update().get(pk=site.root_page_id)
    index = DepartmentIndexPage.objects.child_of(home).first()
    if index is None:
        index = DepartmentIndexPage(title=_("Đơn vị"), slug=INDEX_SLUG, locale=home.locale)
        _publish(home, index)
    return index


def _section(index: DepartmentIndexPage, unit: Unit) -> DepartmentPage:
    section = DepartmentPage(
        title=unit.name,
        slug=unit.code,
        unit=unit,
        locale=index.locale,
        summary=_("Pháp luật thuộc trách nhiệm của %s: văn bản, hướng dẫn, hỏi đáp, tài liệu.")
        % unit.name,
    )
    _publish(index, section)
    return section


def _components(section: DepartmentPage, unit: Unit) -> None:
    present = set(ComponentPage.objects.child_of(section).values_list("component", flat=True))
    for component, slug in SLUGS.items():
        if component.value not in present:
            page = ComponentPage(
                title=str(component.label),
                slug=slug,
                component=component,
                locale=section.locale,
                summary=_summary(component, unit),
            )
            _publish(section, page)


def _summary(component: Component, unit: Unit) -> str:
    if component == Component.DOCUMENTS and carries_outlines(unit):
        return _(
            "Văn bản mới, tài liệu giới thiệu và tập huấn; đề cương giới thiệu nghị quyết của "
            "Hội đồng nhân dân, quyết định của Ủy ban nhân dân."
        )
    summaries = {
        Component.DOCUMENTS: _("Văn bản mới, tài liệu giới thiệu và tập huấn."),
        Component.GUIDANCE: _("Hướng dẫn, chỉ đạo về phổ biến, giáo dục pháp luật."),
        Component.COUNCIL: _(
            "Hoạt động của Hội đồng phối hợp, của báo cáo viên và tuyên truyền viên pháp luật."
        ),
        Component.QUESTIONS: _("Câu hỏi của người dân và câu trả lời có căn cứ."),
        Component.DIALOGUE: _("Đối thoại với người dân, doanh nghiệp về chính sách pháp luật."),
        Component.MATERIALS: _("Tờ gấp, video, tiểu phẩm, tình huống pháp luật."),
        Component.STATISTICS: _(
            "Số liệu, kế hoạch, danh sách báo cáo viên và tuyên truyền viên pháp luật."
        ),
        Component.OTHER: _("Nội dung khác về phổ biến, giáo dục pháp luật."),
    }
    return summaries[component]


def _collection(section: DepartmentPage, unit: Unit) -> Collection:
    """The folder of the unit's images and files."""
    if section.collection:
        return section.collection
    root = Collection.objects.select_for_update().get(pk=Collection.get_first_root_node().pk)
    section.collection = root.add_child(instance=Collection(name=unit.name))
    DepartmentPage.objects.filter(pk=section.pk).update(collection=section.collection)
    return section.collection


def _publish(parent: Page, page: Page) -> None:
    parent.add_child(instance=page)
    page.save_revision().publish()
