"""The table of guidance: who is told what, which documents do it, and what is missing."""

import csv
import io

import pytest

from content.records import sync_record
from legal_library.models import Citation, Relation
from legal_library.vocabulary import document_type, issuer
from tests.factories.legal_library import LegalDocumentFactory, write_text

pytestmark = pytest.mark.django_db

LAW = """LUẬT
ĐẤT MẪU
Điều 1. Phạm vi
Luật này quy định về đất.
Điều 2. Hạn mức
1. Ủy ban nhân dân cấp tỉnh quy định hạn mức giao đất ở.
2. Chính phủ quy định chi tiết Điều này.
Điều 3. Giá đất
1. Ủy ban nhân dân cấp tỉnh ban hành bảng giá đất.
"""
GAP = "Địa phương chưa ban hành"


@pytest.fixture
def law(db):
    law = LegalDocumentFactory(
        title="Luật Đất mẫu", type=document_type("Luật"), number="7/2025/QH15"
    )
    write_text(law, LAW)
    return law


def make(kind, number, body, level="central"):
    issued_by = issuer(body)
    issued_by.level = level
    issued_by.save()
    return LegalDocumentFactory(
        title=f"Quy định {number}", type=document_type(kind), number=number, issuer=issued_by
    )


@pytest.fixture
def decree(db):
    return make("Nghị định", "9/2025/NĐ-CP", "Chính phủ")


@pytest.fixture
def local(db):
    return make("Quyết định", "3/2025/QĐ-UBND", "Ủy ban nhân dân tỉnh An Lạc", "province")


def relate(source, law, eid="", kind="details", **fields):
    return Relation.objects.create(
        source=source, kind=kind, target=law, target_eid=eid, citation=str(law), **fields
    )


def page(client, law, query=""):
    response = client.get(f"{law.get_absolute_url()}huong-dan/?{query}")
    assert response.status_code == 200
    assert not response.cookies
    return response.content.decode()


def row(html, article):
    return html.partition(f'dieu-{article}/">')[2].partition("</li>\n")[0]


def test_orders_stand_at_their_article_with_their_words(client, law):
    html = page(client, law)
    assert "Chính phủ quy định chi tiết Điều này." in html
    assert f'href="{law.get_absolute_url()}dieu-2/#khoan-2"' in html
    assert "Điều 1. Phạm vi" not in html  # tells nobody anything
    assert html.count(f'missing">{GAP}') == 2
    assert "Chưa thấy trong tủ sách" in html  # the Government's


def test_documents_stand_in_the_tier_of_their_issuer(client, law, decree, local):
    relate(decree, law, "art_2__para_2")
    relate(local, law, "art_2__para_1", kind="guides")
    html = page(client, law)
    assert html.index("Chính phủ, Thủ tướng") < html.index("Nghị định 9/2025/NĐ-CP")
    assert "(khoản 1 Điều 2)" in html
    assert html.count(f'missing">{GAP}') == 1  # Điều 3 only


def test_a_document_about_the_whole_act_leaves_no_gap_in_its_tier(client, law, local):
    relate(local, law)
    html = page(client, law)
    assert "Cả văn bản, hoặc chưa rõ điều nào" in html
    assert f'missing">{GAP}' not in html


def test_relations_not_looked_at_and_drafts_do_not_count(client, law, local):
    relate(local, law, "art_3", state="proposed", confidence="likely")
    draft = make("Quyết định", "4/2025/QĐ-UBND", "Ủy ban nhân dân tỉnh An Lạc", "province")
    relate(draft, law, "art_3")
    draft.live = False
    draft.save()
    html = page(client, law)
    assert html.count(f'missing">{GAP}') == 2
    assert "QĐ-UBND" not in html


def test_what_an_act_says_that_it_details_counts_as_its_guidance(client, law, decree, local):
    record = sync_record(decree)
    common = {"record": record, "source": decree, "target": law, "start": 0, "end": 5}
    Citation.objects.create(
        **common,
        position=1,
        source_place="art_1",
        text="khoản 2 Điều 2",
        sentence="Nghị định này quy định chi tiết khoản 2 Điều 2 của Luật Đất mẫu.",
        as_of="2025-01-01",
        target_eid="art_2__para_2",
    )
    Citation.objects.create(
        **common,
        position=2,
        source_place="art_9",
        text="Điều 3",
        sentence="theo quy định chi tiết tại Điều 3",
        as_of="2025-01-01",
        target_eid="art_3",
    )
    html = page(client, law)
    assert html.count("Nghị định 9/2025/NĐ-CP") == 1
    assert "(khoản 2 Điều 2)" in html


def test_only_the_gaps_can_be_asked_for(client, law, local):
    relate(local, law, "art_3")
    html = page(client, law, "thieu=1")
    assert "Điều 2. Hạn mức" in html
    assert "Điều 3. Giá đất" not in html


def test_the_table_is_a_file_too(client, law, decree):
    relate(decree, law, "art_2")
    response = client.get(f"{law.get_absolute_url()}huong-dan.csv")
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    lines = list(csv.reader(io.StringIO(text)))
    assert lines[0][0] == "Điều"
    assert ["Nghị định 9/2025/NĐ-CP" in line for line in lines].count(True) == 1
    assert [line[-1] for line in lines].count(GAP) == 2


def test_an_act_that_orders_nothing_says_so(client, decree):
    assert "Chưa thấy điều nào giao quy định chi tiết" in page(client, decree)


def test_tabs_lead_there_from_acts_that_may_delegate(client, law, local):
    link = f'href="{law.get_absolute_url()}huong-dan/"'
    assert link in client.get(law.get_absolute_url()).content.decode()
    assert "huong-dan/" not in client.get(local.get_absolute_url()).content.decode()


def test_drafts_have_no_table(client, law):
    law.live = False
    law.save()
    for path in ("huong-dan/", "huong-dan.csv"):
        assert client.get(law.get_absolute_url() + path).status_code == 404


def test_queries_do_not_grow(client, law, django_assert_max_num_queries):
    for number in range(15):
        relate(make("Nghị định", f"{number}/2025/NĐ-CP", "Chính phủ"), law, "art_2")
    with django_assert_max_num_queries(19):
        page(client, law)
