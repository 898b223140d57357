"""A small province: a unit, one below it, another one, and somebody in every role.

Everything that can belong to somebody exists once in each of four places: in the person's own
unit, in the unit below it, in another unit, and in the province.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from types import SimpleNamespace

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser
from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, TaskState

from accounts.models import AccountRequest, RightsReview
from audit.models import RetentionPeriod
from content.models.records import Component
from departments.models import ComponentPage, ComponentTarget, Unit
from departments.provisioning import create_department
from departments.roles import PROVINCE_WIDE, Role
from departments.staffing import appoint
from editorial.models import SpecialDay
from home.models import Hotline
from legal_library.models import ErrorReport, Issuer, UploadBatch
from news.models import NewsPage
from qa.models import Question
from search.models import PinnedResult, SynonymSet
from tests.factories.content import AudienceFactory, TopicFactory
from tests.factories.departments import UnitFactory
from tests.factories.home import site_home
from tests.factories.legal_library import LegalDocumentFactory
from tests.factories.materials import MaterialKindFactory
from tests.factories.news import NewsIndexPageFactory
from tests.factories.qa import QuestionFactory

OWN, CHILD, OTHER, PROVINCE = PLACES = ("own", "child", "other", "province")
SUPERUSER, ROLELESS, STRANGER = "superuser", "roleless", "stranger"
# Everybody who may knock: the roles, an account without one, a superuser, somebody unknown.
EVERYBODY = (*(role.value for role in Role), SUPERUSER, ROLELESS, STRANGER)


@dataclass
class World:
    people: dict = field(default_factory=dict)
    units: dict = field(default_factory=dict)
    things: dict = field(default_factory=dict)  # by place
    writer: object = None

    def person(self, name):
        """The account as a request would read it, remembering nothing."""
        if name == STRANGER:
            return AnonymousUser()
        return get_user_model().objects.get(pk=self.people[name].pk)


def build() -> World:
    world = World()
    users = get_user_model().objects
    home = site_home()
    own = UnitFactory(code="so-mau", name="Sở Mẫu")
    world.units = {
        OWN: own,
        CHILD: UnitFactory(code="trung-tam-mau", name="Trung tâm Mẫu", parent=own),
        OTHER: UnitFactory(code="xa-khac", name="Xã Khác", kind=Unit.Kind.COMMUNE),
        PROVINCE: None,
    }
    world.writer = users.create_user("nguoi-viet", "v@example.invalid")
    for role in Role:
        person = users.create_user(f"nguoi-{role.value}", f"{role.value}@example.invalid")
        appoint(person, role, None if role in PROVINCE_WIDE else own)
        world.people[role.value] = person
    world.people[SUPERUSER] = users.create_superuser("quan-tri", "qt@example.invalid")
    world.people[ROLELESS] = users.create_user("khong-vai-tro", "kvt@example.invalid")
    for place, unit in world.units.items():
        world.things[place] = _things(unit, place, world.writer, home)
        member = users.create_user(f"thanh-vien-{place}", f"{place}@example.invalid")
        appoint(member, Role.DRAFTER if unit else Role.EDITOR, unit)
        world.things[place].member = member
        world.things[place].request = unit and AccountRequest.objects.create(
            kind=AccountRequest.Kind.GRANT, unit=unit, addressee="Sở Tư pháp", requested_by=member
        )
        world.things[place].review = _review(member, world.people[SUPERUSER])
    _shared()
    return world


def _review(member, opener) -> RightsReview:
    """A yearly review of the role that *member* holds."""
    today, role = date.today(), member.appointments.get()
    review = RightsReview.objects.create(
        year=today.year,
        scope=role.unit,
        opened_on=today,
        due_on=today + timedelta(days=30),
        opened_by=opener,
    )
    review.roles.create(appointment=role)
    return review


def _shared() -> None:
    """One of each thing that belongs to the whole province, where migrations made none."""
    TopicFactory()
    AudienceFactory()
    MaterialKindFactory()
    SynonymSet.objects.create(terms="bìa đỏ", meanings="giấy chứng nhận")
    PinnedResult.objects.create(queries="sổ đỏ", source="questions", record="1/", title="Sổ đỏ")
    Issuer.objects.get_or_create(name="Cơ quan Mẫu")
    Hotline.objects.create(label="Đường dây mẫu", number="0000 000 000")
    ComponentTarget.objects.get_or_create(component=Component.GUIDANCE)
    RetentionPeriod.objects.get_or_create(months=12, valid_from=date(2026, 1, 1))
    SpecialDay.objects.get_or_create(day=date(2026, 9, 2))


def _things(unit, place, writer, home) -> SimpleNamespace:
    if unit:
        section = create_department(unit)
        component = ComponentPage.objects.child_of(section).get(component=Component.GUIDANCE)
        collection = section.collection
        frame = section
    else:
        component = NewsIndexPageFactory(parent=home)
        collection = Collection.get_first_root_node()
        frame = home
    draft = NewsPage(title=f"Tin nháp {place}", summary="Tóm tắt.", live=False, owner=writer)
    public = NewsPage(title=f"Tin đăng {place}", summary="Tóm tắt.", owner=writer)
    for page in (draft, public):
        component.add_child(instance=page)
        page.save_revision(user=writer)
    public.get_latest_revision().publish()
    public.refresh_from_db()
    question = QuestionFactory(title=f"Hỏi gì ở {place}?", owner_unit=unit, live=False)
    question.save_revision(user=writer)
    answered = QuestionFactory(title=f"Đã trả lời ở {place}?", owner_unit=unit)
    answered.save_revision(user=writer).publish()
    document = LegalDocumentFactory(title=f"Văn bản {place}", owner_unit=unit, live=False)
    document.save_revision(user=writer)
    things = SimpleNamespace(
        unit=unit,
        frame=frame,
        component=component,
        draft=draft,
        public=public,
        question=question,
        answered=Question.objects.get(pk=answered.pk),
        document=document,
        report=ErrorReport.objects.create(document=document, place="Điều 1", message="Sai chữ."),
        image=get_image_model().objects.create(
            title=f"Ảnh {place}", file=get_test_image_file(), collection=collection
        ),
        file=get_document_model().objects.create(
            title=f"Tệp {place}", file=ContentFile(b"x", name=f"{place}.txt"), collection=collection
        ),
        collection=collection,
        batch=UploadBatch.objects.create(owner_unit=unit, created_by=writer),
    )
    for name in ("question", "draft"):
        instance = getattr(things, name)
        instance.get_workflow().start(instance, writer)
        things.__dict__[f"{name}_step"] = TaskState.objects.get(
            pk=instance.current_workflow_task_state.pk
        )
    return things
