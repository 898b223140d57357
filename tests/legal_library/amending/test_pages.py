"""What readers see of versions: the banner, the list, marks, comparisons, a translation."""

from datetime import date

import pytest

from departments.roles import Role
from legal_library.amending.consolidating import make_draft, refuse
from tests.factories.accounts import officer
from tests.factories.legal_library import write_text

from .conftest import ACT, MARCH


@pytest.fixture
def consolidated(act, amending, drafter, unit):
    """The act with its amendments worked in, but for one that fails."""
    make_draft(act, MARCH, list(act.amendments.in_order()), by=drafter)
    act.refresh_from_db()
    act.latest_revision.publish(user=officer(Role.LEADER, unit))
    act.refresh_from_db()
    return act


def page(client, document, path="", status=200, **query):
    response = client.get(document.get_absolute_url() + path, query)
    assert response.status_code == status, response.get("Location")
    return response


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


def test_a_text_that_lacks_amendments_says_so_and_leads_to_them(client, act, amending):
    shown = text_of(page(client, act))
    assert "Bản đang xem chưa có các thay đổi này." in shown
    assert amending.citation_name in shown
    assert "Xem 4 thay đổi" in shown


def test_nothing_is_said_of_drafts_and_of_refused_orders(client, act, amending, drafter):
    amending.live = False
    amending.save()
    assert "chưa có các thay đổi này" not in text_of(page(client, act))
    amending.live = True
    amending.save()
    for item in act.amendments.all():
        refuse(item, reason="Đã có bản hợp nhất của cơ quan ban hành.", by=drafter)
    assert "chưa có các thay đổi này" not in text_of(page(client, act))
    assert "Đã có bản hợp nhất của cơ quan ban hành." in text_of(page(client, act, "sua-doi/"))


def test_both_acts_list_the_orders(client, act, amending):
    assert "Văn bản này được sửa đổi" in text_of(page(client, act, "sua-doi/"))
    shown = text_of(page(client, amending, "sua-doi/"))
    assert "Văn bản này sửa đổi" in shown
    assert "khoản 1 Điều 2" in shown
    assert "Hòa giải thành: 400.000 đồng một vụ." in shown


def test_a_document_without_orders_says_so(client, act):
    assert "Chưa có sửa đổi nào" in text_of(page(client, act, "sua-doi/"))


def test_changed_articles_are_marked_with_the_way_to_their_former_words(client, consolidated):
    shown = page(client, consolidated, "@2031-03-01/").content.decode()
    assert "Được sửa đổi từ 01/03/2031. Xem chữ cũ" in shown
    assert "Được bổ sung từ 01/03/2031" in shown
    assert "so-sanh/@2030-07-10/@2031-03-01/dieu-2/" in shown
    assert "change-mark" not in page(client, consolidated, "@2030-08-01/").content.decode()


def test_two_versions_are_compared_by_provision(client, consolidated):
    shown = text_of(page(client, consolidated, "so-sanh/@2030-07-10/@2031-03-01/"))
    assert "Sửa đổi: <b>1</b>" in shown
    assert "Bổ sung: <b>1</b>" in shown
    assert "Giữ nguyên: <b>3</b>" in shown
    assert ">300.000<" in shown
    assert ">400.000<" in shown


def test_one_article_is_compared(client, consolidated):
    url = "so-sanh/@2030-07-10/@2031-03-01/"
    assert ">400.000<" in text_of(page(client, consolidated, f"{url}dieu-2/"))
    assert "(chưa có)" in text_of(page(client, consolidated, f"{url}dieu-2a/"))
    assert "Không có Điều 99" in text_of(page(client, consolidated, f"{url}dieu-99/", status=404))


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("so-sanh/@2031-03-01/@2031-03-01/", 200, "cùng một bản"),
        ("so-sanh/@1999-01-01/@2031-03-01/", 404, "Ngày 01/01/1999 chưa có văn bản"),
        ("so-sanh/@2031-02-30/@2031-03-01/", 404, "Ngày trong địa chỉ không đúng"),
        ("song-ngu/en/", 404, "Chưa có bản dịch"),
        ("song-ngu/vi/", 404, "Chưa có bản dịch"),
        ("@1999-01-01/", 404, "Ngày này chưa có văn bản"),
    ],
)
def test_days_and_languages_that_there_are_not(client, consolidated, path, status, words):
    assert words in text_of(page(client, consolidated, path, status=status))


def test_the_versions_to_compare_are_chosen_without_a_script(client, consolidated):
    base = consolidated.get_absolute_url()
    both = f"{base}so-sanh/@2030-07-10/@2031-03-01/"
    assert f'rel="canonical" href="http://testserver{both}"' in text_of(
        page(client, consolidated, "so-sanh/")
    )
    chosen = page(client, consolidated, "so-sanh/", 302, tu="2031-03-01", den="2030-07-10")
    assert chosen["Location"] == both
    back = page(client, consolidated, "so-sanh/@2031-03-01/@2030-07-10/dieu-2/", 302)
    assert back["Location"] == f"{both}dieu-2/"


def test_a_document_with_one_text_has_nothing_to_compare(client, act):
    shown = text_of(page(client, act, "so-sanh/", 404))
    assert "Chưa có hai bản để so sánh" in shown


def test_a_translation_stands_beside_the_text_that_it_translates(client, consolidated):
    english = "Điều 1. Scope\nThis is the scope.\nĐiều 2. Level\n1. Money.\n"
    write_text(consolidated, english, language="en", kind="translation", valid_on=date(2030, 7, 10))
    shown = text_of(page(client, consolidated, "song-ngu/en/"))
    assert "This is the scope." in shown
    assert "Hòa giải thành: 300.000" in shown
    assert "(chưa dịch)" in shown
    assert "văn bản đã có bản mới hơn" in shown
    # A newer translation hides neither the original nor the consolidated text.
    assert "This is the scope." not in text_of(page(client, consolidated))


def test_the_history_tells_changes_of_provisions_together(client, consolidated, amending):
    shown = text_of(page(client, consolidated, "lich-su/"))
    assert "Được sửa đổi, bổ sung: khoản 1 Điều 2" in shown
    assert "Bị bãi bỏ: khoản 3 Điều 2" in shown
    assert "So sánh với bản trước" in shown


def test_a_correction_of_the_original_hides_no_consolidated_text_of_that_day(consolidated):
    from legal_library.versions import text_on

    write_text(consolidated, ACT.replace("thực tế", "hóa đơn"), valid_on=MARCH)
    shown = text_on(consolidated.expressions.all(), MARCH, language="vi")
    assert shown.kind == "consolidated"


def test_the_pages_ask_a_fixed_number_of_queries(
    client, consolidated, django_assert_max_num_queries
):
    url = consolidated.get_absolute_url()
    client.get(url)
    with django_assert_max_num_queries(15):
        client.get(url)
    with django_assert_max_num_queries(15):
        client.get(f"{url}sua-doi/")
    with django_assert_max_num_queries(15):
        client.get(f"{url}so-sanh/@2030-07-10/@2031-03-01/")
