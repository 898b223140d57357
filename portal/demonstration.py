"""Work in every inbox of the demonstration, made by its people through the portal's own steps.

Each piece is known by its own uuid or words: a second run finds it, wherever presenters have
taken it meanwhile, and makes nothing new.
"""

from django.db import transaction

from accounts.models import AccountRequest, RequestedAccount
from accounts.requesting import default_addressee, save_request, send
from content.models.records import Component
from content.text import slug
from departments.models import ComponentPage, Unit
from departments.roles import Role
from home.sampling.bodies import body
from home.sampling.reading import SOURCE, absent, sample_uuid
from legal_library.models import ErrorReport, LegalDocument
from legal_library.reporting_errors import report_error
from news.models import NewsPage
from qa.models import Question

KIND = "demonstration"
JUSTICE, COMMUNE = "so-tu-phap", "xa-lac-thuong"
NEWS = [
    {
        "key": "to-chuc-thi-hoa-giai",
        "title": "Tháng 12, An Lạc thi hòa giải viên giỏi ở 12 xã, phường",
        "summary": "Mỗi xã, phường cử một đội ba người; vòng chung kết ngày 20/12/2026.",
        "text": "Mỗi đội diễn một vụ việc có thật đã bỏ tên người và trả lời ba câu hỏi.",
        "until": "submitted",
    },
    {
        "key": "lich-tiep-dan-thang-12",
        "title": "Lịch tư vấn pháp luật miễn phí tháng 12/2026",
        "summary": "Thứ Ba và thứ Năm hằng tuần, từ 7 giờ 30 đến 11 giờ 30, phòng 101.",
        "text": "Bạn mang theo giấy tờ liên quan; không phải đặt hẹn trước.",
        "until": "checked",
    },
    {
        "key": "muc-ho-tro-hoa-giai-quy-4",
        "title": "Cách nhận tiền hỗ trợ hòa giải quý IV",
        "summary": "Tổ trưởng gửi giấy đề nghị trước ngày 25/12/2026.",
        "text": "Giấy đề nghị kèm trang sổ theo dõi đã ghi đủ vụ, việc.",
        "until": "returned",
    },
]
CHECKED = "Đã đối chiếu lịch với Văn phòng Sở."
RETURNED = (
    "Bài chưa ghi căn cứ pháp lý. Hãy dẫn Nghị quyết 12/2025/NQ-HĐND và mức tiền của từng vụ."
)
QUESTION = {
    "key": "hoa-giai-qua-dien-thoai",
    "title": "Hòa giải qua điện thoại có được không?",
    "details": "Hai bên ở xa nhau, một người đang đi làm ở tỉnh khác.",
    "summary": "Bản thảo: cần dẫn quy định về địa điểm hòa giải rồi mới gửi duyệt.",
}
ASKED_FOR = {
    "full_name": "Vi Văn Mẫu",
    "title": "Công chức văn hóa - xã hội",
    "email": "vivan@anlac.example",
    "role": Role.CHECKER.value,
    "reason": "Xã chưa có người kiểm tra bài trước khi trình lãnh đạo",
}
REPORTED = {
    "document": "12/2025/NQ-HĐND",
    "eid": "art_3__para_1",
    "kind": ErrorReport.Kind.TEXT,
    "message": "Mức tiền ở khoản này chưa ghi là tính cho cả tổ hay cho mỗi hòa giải viên.",
}


@transaction.atomic
def fill_inboxes(people: dict[tuple[Role, str], object]) -> int:
    """Make what is missing for these *people*, by role and unit; how many pieces it was.

    Where the sample province is not loaded there is nothing to work on, and nothing is made.
    """
    made = 0
    place = ComponentPage.objects.filter(
        owner_unit__code=JUSTICE, component=Component.OTHER, live=True
    ).first()
    if place is not None:
        for item in absent(NewsPage, KIND, NEWS):
            _news(item, place, people)
            made += 1
        for item in absent(Question, KIND, [QUESTION]):
            _question(item, place.owner_unit, people)
            made += 1
    return made + _request(people) + _report()


def _news(item: dict, place: ComponentPage, people) -> None:
    drafter = people[Role.DRAFTER, JUSTICE]
    page = NewsPage(
        uuid=sample_uuid(KIND, item["key"]),
        title=item["title"],
        slug=slug(item["title"], max_length=80),
        summary=item["summary"],
        author=drafter.get_full_name(),
        body=body([{"text": f"<p>{item['text']}</p>"}]),
        source_credit=SOURCE,
        owner=drafter,
        live=False,
    )
    place.add_child(instance=page)
    page.save_revision(user=drafter)
    page.get_workflow().start(page, drafter)
    checker = people[Role.CHECKER, JUSTICE]
    if item["until"] == "checked":
        page.current_workflow_task_state.approve(user=checker, comment=CHECKED)
    elif item["until"] == "returned":
        page.current_workflow_task_state.reject(user=checker, comment=RETURNED)


def _question(item: dict, unit: Unit, people) -> None:
    question = Question(
        uuid=sample_uuid(KIND, item["key"]),
        live=False,
        title=item["title"],
        details=item["details"],
        summary=item["summary"],
        owner_unit=unit,
        source_credit=SOURCE,
    )
    question.save()
    question.save_revision(user=people[Role.DRAFTER, JUSTICE])


def _request(people) -> int:
    uuid = sample_uuid(KIND, "account-request")
    leader = people.get((Role.LEADER, COMMUNE))
    if leader is None or AccountRequest.objects.filter(uuid=uuid).exists():
        return 0
    request = AccountRequest(
        uuid=uuid,
        kind=AccountRequest.Kind.GRANT,
        unit=Unit.objects.get(code=COMMUNE),
        addressee=default_addressee(),
    )
    send(save_request(request, [RequestedAccount(**ASKED_FOR)], by=leader), by=leader)
    return 1


def _report() -> int:
    document = LegalDocument.objects.public().filter(number=REPORTED["document"]).first()
    told = {name: REPORTED[name] for name in ("eid", "kind", "message")}
    if document is None or document.error_reports.filter(**told).exists():
        return 0
    report_error(document=document, **told)
    return 1
