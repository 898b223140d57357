"""Definitions kept with documents, shown as cards and in the dictionary, proposed as synonyms."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from legal_library.defining.proposing import propose
from legal_library.defining.storing import keep
from legal_library.models import Definition, Relation
from search.models import SynonymSet
from tests.factories.legal_library import LegalDocumentFactory, write_text

pytestmark = pytest.mark.django_db

LAW = """LUẬT
ĐẤT MẪU
Điều 1. Phạm vi
Luật này quy định về đất ở của hộ kinh doanh.
Điều 2. Giải thích từ ngữ
1. Đất ở là đất để làm nhà ở.
2. Hộ kinh doanh cá thể (sau đây gọi tắt là hộ kinh doanh) là cơ sở do một người lập.
3. Ấp là nơi có đất ở.
Điều 3. Quyền
1. Chủ đất ở được làm nhà trên đất ở.
"""


def make_law(text=LAW, **fields):
    document = LegalDocumentFactory(**fields)
    write_text(document, text)
    keep([document.pk])
    return document


@pytest.fixture
def law(db):
    return make_law(title="Luật Đất mẫu", number="7/2025/QH15", stated_status="in_force")


def page(client, path):
    response = client.get(path)
    assert response.status_code == 200, path
    assert not response.cookies
    return response.content.decode()


# -- keeping ---------------------------------------------------------------------------


def test_the_current_text_gives_the_terms(law):
    assert list(
        law.definitions.order_by("position").values_list("term", "abbreviation", "eid")
    ) == [
        ("Đất ở", "", "art_2__para_1"),
        ("Hộ kinh doanh cá thể", "hộ kinh doanh", "art_2__para_2"),
        ("Ấp", "", "art_2__para_3"),
    ]


def test_a_second_run_writes_nothing(law):
    before = list(law.definitions.values_list("pk", flat=True))
    assert keep([law.pk]).documents == 0
    assert list(law.definitions.values_list("pk", flat=True)) == before


def test_a_text_of_a_later_day_brings_its_terms_when_the_day_has_come(law):
    today = timezone.localdate()
    later = LAW.replace("Ấp là", "Xóm là")
    law.expressions.update(valid_on=date(2025, 1, 1))
    write_text(law, later, valid_on=today + timedelta(days=1))
    keep([law.pk])
    assert law.definitions.filter(term="Ấp").exists()
    law.expressions.filter(valid_on__gt=today).update(valid_on=today)
    call_command("keep_definitions", verbosity=0)
    assert set(law.definitions.values_list("term", flat=True)) >= {"Xóm", "Đất ở"}
    assert not law.definitions.filter(term="Ấp").exists()


def test_publishing_reads_and_withdrawing_forgets(django_capture_on_commit_callbacks):
    document = LegalDocumentFactory(live=False)
    write_text(document, LAW)
    with django_capture_on_commit_callbacks(execute=True):
        document.save_revision().publish()
    assert Definition.objects.filter(document=document).count() == 3
    with django_capture_on_commit_callbacks(execute=True):
        document.refresh_from_db()
        document.unpublish()
    assert not Definition.objects.filter(document=document).exists()


# -- cards -----------------------------------------------------------------------------


def test_terms_lead_to_their_clause_and_have_a_card(client, law):
    html = page(client, law.get_absolute_url())
    key = f"nghia-{law.definitions.get(term='Đất ở').pk}"
    assert (
        f'<a class="defined-term" href="{law.get_absolute_url()}#dieu-2-khoan-1"'
        f' data-definition="{key}">đất ở</a>'
    ) in html
    assert f'id="{key}" popover' in html
    assert "khoản 1 Điều 2" in html
    article = html.partition('id="dieu-3"')[2].partition("</section>")[0]
    assert article.count("defined-term") == 1
    assert ">hộ kinh doanh</a>" in html  # by its short name


def test_the_page_of_an_article_has_the_same_cards(client, law):
    html = page(client, f"{law.get_absolute_url()}dieu-3/")
    assert f'href="{law.get_absolute_url()}dieu-2/#khoan-1"' in html
    assert "defined-term" not in page(client, f"{law.get_absolute_url()}dieu-2/")


def test_an_act_that_details_a_law_uses_its_terms(client, law):
    decree = make_law("NGHỊ ĐỊNH\nĐiều 1. Phạm vi\nVề đất ở.\n", number="9/2025/NĐ-CP")
    assert "defined-term" not in page(client, decree.get_absolute_url())
    Relation.objects.create(source=decree, kind="details", target=law, citation="x")
    html = page(client, f"{decree.get_absolute_url()}?x")
    assert f'href="{law.get_absolute_url()}dieu-2/#khoan-1"' in html
    law.live = False
    law.save()
    assert "defined-term" not in page(client, f"{decree.get_absolute_url()}?y")


def test_a_former_text_has_no_cards_of_the_present_one(client, law):
    law.expressions.update(valid_on=date(2025, 1, 1))
    write_text(law, LAW.replace("Ấp", "Xóm"), valid_on=date(2025, 6, 1))
    keep([law.pk])
    assert "defined-term" not in page(client, f"{law.get_absolute_url()}@2025-02-01/")


# -- the dictionary --------------------------------------------------------------------


def test_terms_stand_in_vietnamese_order(client, law):
    html = page(client, "/van-ban/thuat-ngu/")
    places = [
        html.index(f'dictionary__term">{term}<')
        for term in ("Ấp", "Đất ở", "Hộ kinh doanh")
        if f'dictionary__term">{term}<' in html
    ]
    assert len(places) == 2
    assert places == sorted(places)
    assert "3 thuật ngữ" in html


def test_one_term_of_several_laws_is_one_entry_and_what_is_in_force_comes_first(client, law):
    make_law(
        LAW.replace("để làm nhà ở", "ở cũ"),
        number="1/2003/QH11",
        title="Luật Đất cũ",
        effective_to=date(2024, 1, 1),
    )
    html = page(client, "/van-ban/thuat-ngu/?q=dat o")
    assert html.count('dictionary__term">') == 1
    assert html.index("Luật Đất mẫu") < html.index("Luật Đất cũ")
    assert "Hết hiệu lực từ 01/01/2024" in html


def test_whole_words_are_found_before_parts_of_words(client, law):
    make_law(LAW.replace("Đất ở là", "Đất ổn định là"), number="8/2025/QH15")
    html = page(client, "/van-ban/thuat-ngu/?q=dat+o")
    assert 'dictionary__term">Đất ở<' in html
    assert "Đất ổn định" not in html
    assert "Đất ổn định" in page(client, "/van-ban/thuat-ngu/?q=dat+on+d")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=ĐẤT", 1),
        ("q=kinh+doanh", 1),
        ("chu=đ", 1),
        ("chu=d", 0),
        ("q=%00", 3),
        ("q=khong-co", 0),
    ],
)
def test_the_dictionary_is_searched_without_diacritics_and_by_letter(client, law, query, found):
    html = page(client, f"/van-ban/thuat-ngu/?{query}")
    assert html.count('dictionary__term">') == found
    assert ("Không có thuật ngữ nào như vậy" in html) == (not found)


def test_an_empty_dictionary_says_where_terms_come_from(client, db):
    assert "khi văn bản được đăng" in page(client, "/van-ban/thuat-ngu/")


def test_queries_do_not_grow(client, law, django_assert_max_num_queries):
    for number in range(8):
        make_law(number=f"{number}/2025/QH15")
    with django_assert_max_num_queries(10):
        page(client, "/van-ban/thuat-ngu/?x=1")
    page(client, law.get_absolute_url())


# -- synonyms --------------------------------------------------------------------------


def test_short_names_are_proposed_and_count_only_when_an_editor_says_so(law):
    call_command("propose_synonyms", verbosity=0)
    (proposed,) = SynonymSet.objects.all()
    assert (proposed.terms, proposed.meanings) == ("hộ kinh doanh", "Hộ kinh doanh cá thể")
    assert not proposed.is_active
    assert not SynonymSet.objects.valid_on(timezone.localdate()).exists()
    assert proposed.note == "khoản 2 Điều 2 Nghị quyết số 7/2025/QH15"


def test_what_an_editor_changed_or_has_already_is_not_proposed_again(law):
    definitions = Definition.objects.exclude(abbreviation="")
    (proposed,) = propose(definitions)
    proposed.terms, proposed.is_active = "hộ cá thể", True
    proposed.save()
    assert propose(definitions) == []
    SynonymSet.objects.all().delete()
    SynonymSet.objects.create(terms="Hộ kinh doanh", meanings="hộ kinh doanh cá thể")
    assert propose(definitions) == []
