"""The whole way of a first piece of news, by the people who make it, in real browsers."""

import pytest

from departments.models import ComponentPage
from departments.provisioning import create_department
from departments.roles import Role
from news.models import NewsPage
from tests.factories.home import site_home

from .conftest import PASSWORD, SECRET, code_now

pytestmark = [pytest.mark.browser, pytest.mark.django_db, pytest.mark.usefixtures("guarded")]

OWN = "mot cau chi minh toi biet"
TITLE = "Bốn mươi hòa giải viên cùng học"
SUMMARY = "Lớp tập huấn hai ngày ở hội trường xã."
REASON = "Thiếu tên đơn vị tổ chức lớp học ở câu đầu."
MENDED = "Sở Mẫu mở lớp tập huấn hai ngày ở hội trường xã."
# Wagtail's own pages name their search field and their panels alike.
WAGTAILS = {"landmark-unique"}


@pytest.fixture
def section(unit):
    site_home()
    return create_department(unit)


def works(person) -> None:
    """Nothing on this screen fails; what it looks like another visit has seen."""
    assert person.last_status == 200, person.path
    assert person.problems == [], person.path


def look(person, ours: bool = True) -> None:
    """Nothing on this screen fails, slides away or shuts anybody out."""
    works(person)
    assert not person.scrolls_sideways(), person.path
    found = person.violations()
    assert {rule for rule, _ in found} - (set() if ours else WAGTAILS) == set(), (
        person.path,
        found,
    )


def look_at_widths(person) -> None:
    for _width in person.at_widths():
        look(person)


def sign_in(person, name: str, password: str = PASSWORD, secret: str = "", check=works) -> None:
    """Through the door, from wherever the person wanted to go."""
    check(person)
    person.fill(login=name, password=password).press("Đăng nhập")
    if secret:
        look(person)
        person.fill(code=code_now(secret)).press("Đăng nhập")


def set_up_app(person, check=works) -> str:
    """Sets up an authenticator app with the key shown as text; returns the key."""
    check(person)
    person.press("Bật ứng dụng xác thực", "link")
    check(person)
    secret = person.page.locator("[data-secret]").inner_text()
    person.fill(code=code_now(secret)).press("Bật")
    check(person)
    assert person.page.locator("#codes li").count() == 10
    person.press("Đã cất mã, làm tiếp", "link")
    return secret


def test_a_newcomers_first_news_is_returned_mended_and_published(
    section, unit, make_officer, with_app, sit_down
):
    administrator = make_officer(Role.SYSTEM_ADMIN, "tinh_ht")
    with_app(administrator)
    make_officer(Role.CHECKER, "somau_kt")
    make_officer(Role.LEADER, "somau_ld")

    # The province opens the account; the password is shown once.
    giver = sit_down().open("/admin/nguoi-dung/cap-tai-khoan/")
    sign_in(giver, "tinh_ht", secret=SECRET)
    giver.fill(full_name="Vũ Thị Mới", email="moi@example.invalid", reason="Đề nghị số 12")
    giver.page.select_option("[name=role]", Role.DRAFTER)
    giver.page.select_option("[name=unit]", str(unit.pk))
    giver.page.locator("main form button[type=submit]").last.click()
    giver.settle()
    look(giver)
    name, password = giver.page.locator("main td code").all_inner_texts()

    # The newcomer signs in, sets a password and an authenticator app.
    newcomer = sit_down().open("/admin/")
    sign_in(newcomer, name, password)
    look(newcomer)
    newcomer.fill(oldpassword=password, password1=OWN, password2=OWN).press("Đổi mật khẩu")
    assert newcomer.path == "/admin/"
    look(newcomer, ours=False)
    newcomer.open("/tai-khoan/hai-lop/")
    set_up_app(newcomer)

    # A draft in the unit's own section, and off to be checked.
    place = ComponentPage.objects.get(owner_unit=unit, component="guidance")
    newcomer.open(f"/admin/pages/add/news/newspage/{place.pk}/")
    newcomer.fill(title=TITLE, summary=SUMMARY).settle()
    newcomer.press("Thao tác khác").press("Gửi duyệt")
    look(newcomer, ours=False)
    news = NewsPage.objects.get(title=TITLE)
    assert not news.live
    assert news.owner_unit == unit

    # The checker returns it with a reason.
    checker = sit_down().open("/admin/")
    sign_in(checker, "somau_kt")
    checker.press(TITLE, "link")
    look(checker, ours=False)
    returning = checker.page.locator("form", has=checker.page.locator("[value=reject]"))
    returning.locator("textarea").fill(REASON)
    checker.press("Trả lại người soạn")
    look(checker, ours=False)

    # The newcomer reads why, mends, and sends it again.
    newcomer.open(f"/admin/pages/{news.pk}/edit/")
    assert newcomer.says(REASON)
    newcomer.fill(summary=MENDED).settle()
    newcomer.press("Thao tác khác").press("Gửi lại để duyệt")
    look(newcomer, ours=False)

    # Now the checker agrees, and the leader publishes, after setting up a second factor.
    checker.open("/admin/").press(TITLE, "link").press("Chấp thuận, chuyển lãnh đạo")
    look(checker, ours=False)
    leader = sit_down().open("/admin/")
    sign_in(leader, "somau_ld")
    assert leader.path.startswith("/tai-khoan/hai-lop/")
    set_up_app(leader)
    assert leader.path == "/admin/"
    leader.press(TITLE, "link")
    assert leader.says(MENDED)
    leader.press("Chấp thuận và đăng")
    look(leader, ours=False)

    # Everybody can read it.
    news.refresh_from_db()
    reader = sit_down(width=390).open(news.get_url())
    look(reader)
    assert reader.says(TITLE)
    assert reader.says(MENDED)
    assert not reader.client.cookies


def test_the_account_screens_are_fit_for_everybody(leader, with_app, sit_down):
    person = sit_down(width=390).open("/tai-khoan/dang-nhap/")
    look_at_widths(person)
    person.fill(login="somau_ld", password="sai").press("Đăng nhập")
    assert person.says("chưa đúng")
    sign_in(person, "somau_ld", check=look_at_widths)
    set_up_app(person, check=look_at_widths)
    for path in (
        "",
        "phien/",
        "doi-mat-khau/",
        "hai-lop/",
        "hai-lop/khoa/",
        "hai-lop/khoa/them/",
        "hai-lop/ma-khoi-phuc/",
        "hai-lop/ma-khoi-phuc/tao-moi/",
        "hai-lop/ung-dung/bo/",
        "nhap-lai-mat-khau/",
        "quen-mat-khau/",
        "quen-mat-khau/da-gui/",
        "dang-xuat/",
    ):
        look_at_widths(person.open(f"/tai-khoan/{path}"))
