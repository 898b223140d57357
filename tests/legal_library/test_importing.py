from dataclasses import replace
from datetime import date

import pytest

from content.models import ContentRecord
from legal_library.importing import Outcome, import_record
from legal_library.models import LegalDocument, Provision, Relation
from legal_library.sources import SourceError, SourceRecord

pytestmark = pytest.mark.django_db

TEXT = """\
HỘI ĐỒNG NHÂN DÂN
TỈNH AN LẠC
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 12/2025/NQ-HĐND
An Lạc, ngày 10 tháng 7 năm 2025
NGHỊ QUYẾT
Quy định mức hỗ trợ hòa giải viên trên địa bàn tỉnh An Lạc
Căn cứ Luật Hòa giải ở cơ sở số 35/2013/QH13;
Điều 1. Phạm vi điều chỉnh
Nghị quyết này quy định mức hỗ trợ hòa giải viên ở cơ sở.
Điều 2. Mức hỗ trợ
1. Vụ, việc hòa giải thành: 400.000 đồng.
2. Vụ, việc hòa giải không thành: 200.000 đồng, gồm:
a) Tiền công;
b) Tiền đi lại.
Điều 3. Hiệu lực thi hành
Nghị quyết này có hiệu lực từ ngày 01 tháng 8 năm 2025.
TM. HỘI ĐỒNG NHÂN DÂN
CHỦ TỊCH
Nguyễn Văn Mẫu
"""
RECORD = SourceRecord(source_name="mau", key="12.txt", sha256="1" * 64, text=TEXT)


def test_the_natural_key_is_read_from_the_text():
    imported = import_record(RECORD)
    document = imported.document
    assert imported.outcome == Outcome.CREATED
    assert document.number == "12/2025/NQ-HĐND"
    assert document.issuer.name == "Hội đồng nhân dân tỉnh An Lạc"
    assert document.issued_on == date(2025, 7, 10)
    assert document.type.name == "Nghị quyết"
    assert document.title == "Quy định mức hỗ trợ hòa giải viên trên địa bàn tỉnh An Lạc"
    assert document.live
    assert document.slug == "nghi-quyet-12-2025-nq-hdnd-hoi-dong-nhan-dan-tinh-an-lac"


def test_provisions_keep_structure_and_order():
    document = import_record(RECORD).document
    provisions = Provision.objects.filter(expression__document=document)
    article = provisions.get(eid="art_2")
    assert article.heading == "Mức hỗ trợ"
    assert [provision.eid for provision in Provision.objects.within(article)] == [
        "art_2",
        "art_2__para_1",
        "art_2__para_2",
        "art_2__para_2__point_a",
        "art_2__para_2__point_b",
    ]


def test_the_same_record_again_changes_nothing():
    import_record(RECORD)
    again = import_record(RECORD)
    assert again.outcome == Outcome.UNCHANGED
    assert LegalDocument.objects.count() == 1
    assert again.document.expressions.count() == 1


def test_a_changed_text_of_the_same_source_is_a_new_expression():
    import_record(RECORD)
    corrected = replace(RECORD, sha256="2" * 64, text=TEXT.replace("400.000", "450.000"))
    imported = import_record(corrected)
    assert imported.outcome == Outcome.UPDATED
    assert LegalDocument.objects.count() == 1
    assert imported.document.expressions.count() == 2


def test_a_second_source_completes_and_never_overwrites():
    document = import_record(RECORD).document
    other = replace(
        RECORD,
        source_name="khac",
        key="x",
        sha256="3" * 64,
        stated_status="in_force",
        title="Tên khác",
        text=TEXT.replace("400.000", "999.000"),
    )
    assert import_record(other).document == document
    document.refresh_from_db()
    assert document.stated_status == "in_force"
    assert document.title.startswith("Quy định mức hỗ trợ")
    assert document.expressions.count() == 1
    assert document.sources.count() == 2


def test_same_number_of_another_issuer_is_another_document():
    one = import_record(RECORD).document
    elsewhere = replace(
        RECORD, key="13.txt", sha256="4" * 64, text=TEXT.replace("TỈNH AN LẠC", "TỈNH BÌNH MẪU")
    )
    other = import_record(elsewhere).document
    assert other != one
    assert other.number == one.number
    assert other.slug != one.slug


def test_a_key_that_a_source_uses_twice_merges_nothing():
    elsewhere = replace(RECORD, sha256="4" * 64, text=TEXT.replace("TỈNH AN LẠC", "TỈNH BÌNH MẪU"))
    documents = [import_record(record).document for record in (RECORD, elsewhere)]
    assert documents[0] != documents[1]
    assert [document.expressions.count() for document in documents] == [1, 1]
    again = [import_record(record) for record in (RECORD, elsewhere)]
    assert [imported.document for imported in again] == documents
    assert {imported.outcome for imported in again} == {Outcome.UNCHANGED}


def test_without_a_date_the_document_waits_for_review_and_merges_with_nothing():
    import_record(RECORD)
    undated = replace(
        RECORD,
        key="14.txt",
        sha256="5" * 64,
        text=TEXT.replace("An Lạc, ngày 10 tháng 7 năm 2025\n", ""),
    )
    imported = import_record(undated)
    assert imported.outcome == Outcome.FOR_REVIEW
    assert not imported.document.live
    assert "ngày ban hành" in imported.document.review_notes
    assert import_record(undated).outcome == Outcome.UNCHANGED
    assert LegalDocument.objects.count() == 2


def test_a_number_that_the_text_contradicts_waits_for_review():
    imported = import_record(replace(RECORD, number="99/2025/NQ-HĐND"))
    assert imported.outcome == Outcome.FOR_REVIEW
    assert "99/2025/NQ-HĐND" in imported.document.review_notes


def test_what_no_source_says_about_validity_stays_unknown():
    document = import_record(RECORD).document
    assert document.effective_from == date(2025, 8, 1)
    assert document.status_on(date(2026, 1, 1)) == "unknown"
    assert document.status_on(date(2025, 7, 20)) == "not_yet_in_force"
    assert document.validity_events.get().happens_on == date(2025, 8, 1)


def test_text_that_is_no_law_is_kept_for_review():
    imported = import_record(replace(RECORD, text="Chào bạn, đây là một lá thư đậm tình cảm.\n"))
    assert imported.outcome == Outcome.FOR_REVIEW
    assert Provision.objects.filter(text__contains="đậm tình cảm").exists()


def test_english_text_is_marked_as_such():
    english = replace(
        RECORD, title="Law on Land", text="Article 1. Scope\nThis Law regulates land.\n"
    )
    assert import_record(english).document.language == "en"


def test_a_legal_basis_is_resolved_when_its_target_arrives():
    import_record(RECORD)
    relation = Relation.objects.get()
    assert relation.citation == "Luật Hòa giải ở cơ sở số 35/2013/QH13"
    assert relation.target is None
    law = SourceRecord(
        source_name="mau",
        key="35",
        sha256="6" * 64,
        title="Luật Hòa giải ở cơ sở",
        number="35/2013/QH13",
        type_name="Luật",
        issuer_names=("Quốc hội",),
        issued_on=date(2013, 6, 20),
    )
    target = import_record(law).document
    relation.refresh_from_db()
    assert relation.target == target
    import_record(replace(law, key="35b", sha256="7" * 64, issued_on=date(2014, 6, 20)))
    assert LegalDocument.objects.filter(number="35/2013/QH13").count() == 2


def test_a_published_document_has_a_content_record():
    document = import_record(RECORD).document
    record = ContentRecord.objects.get(uuid=document.uuid)
    assert record.live
    assert record.kind == "documents"
    assert record.url == document.get_absolute_url()


def test_a_record_that_ends_before_it_begins_is_refused_in_words():
    contradiction = replace(
        RECORD, effective_from=date(2026, 1, 1), effective_to=date(2025, 12, 31)
    )
    with pytest.raises(SourceError, match="đứng trước"):
        import_record(contradiction)
    assert not LegalDocument.objects.exists()
