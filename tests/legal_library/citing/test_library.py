"""The library answers as a catalogue: what is public, its texts as of a day, its places."""

from datetime import date

import pytest

from content.references.citations import find_citations
from legal_library.citing import Reason, find_and_resolve, named_acts
from legal_library.citing.library import LibraryCatalogue, entry_of
from legal_library.vocabulary import document_type, issuer
from tests.factories.legal_library import LegalDocumentFactory, write_text

pytestmark = pytest.mark.django_db
DAY = date(2026, 1, 1)


@pytest.fixture
def brook():
    """A law with two texts: Điều 2 came later."""
    law = LegalDocumentFactory(
        title="Luật Trồng cây ven suối năm 2024",
        number="05/2024/QH15",
        type=document_type("Luật"),
        effective_from=date(2024, 7, 1),
    )
    write_text(law, "Điều 1. A\n1. Một.\nđ) Hai.", valid_on=date(2024, 7, 1))
    write_text(law, "Điều 1. A\n1. Một.\nĐiều 2. B\n1. Hai.", valid_on=date(2025, 7, 1))
    return law


def resolve(text, *, as_of=DAY, home=None):
    catalogue = LibraryCatalogue()
    laws = named_acts().with_names(catalogue.law_names)
    return [f.resolution for f in find_and_resolve(text, catalogue, laws, as_of=as_of, home=home)]


def test_a_law_of_the_library_is_found_by_its_title(brook):
    (found,) = resolve("Theo khoản 1 Điều 2 Luật Trồng cây ven suối.")
    assert (found.entry.key, found.eid) == (str(brook.uuid), "art_2__para_1")
    assert found.expression_date == date(2025, 7, 1)


def test_a_place_that_came_later_was_not_there_on_the_day(brook):
    (found,) = resolve("Điều 2 Luật Trồng cây ven suối", as_of=date(2025, 1, 1))
    assert found.reason == Reason.NO_SUCH_PROVISION
    assert found.expression_date == date(2024, 7, 1)


def test_drafts_are_not_found(brook):
    brook.live = False
    brook.save()
    assert [found.reason for found in resolve("Luật số 05/2024/QH15")] == [Reason.NOT_IN_LIBRARY]


def test_two_issuers_that_number_alike(db):
    kind = document_type("Quyết định")
    for name in ("Ủy ban nhân dân tỉnh An Lạc", "Ủy ban nhân dân tỉnh Bình Mẫu"):
        LegalDocumentFactory(number="15/2025/QĐ-UBND", type=kind, issuer=issuer(name))
    text = "Quyết định số 15/2025/QĐ-UBND"
    assert [found.reason for found in resolve(text)] == [Reason.AMBIGUOUS]
    (found,) = resolve(f"{text} của Ủy ban nhân dân tỉnh Bình Mẫu")
    assert found.entry.issuer.endswith("Bình Mẫu")


def test_a_document_without_a_text_has_no_places(db):
    LegalDocumentFactory(number="10/2020/NĐ-CP", type=document_type("Nghị định"))
    whole, place = resolve("Nghị định số 10/2020/NĐ-CP; Điều 5 Nghị định số 10/2020/NĐ-CP")
    assert whole.is_resolved
    assert place.reason == Reason.NO_SUCH_PROVISION


def test_this_law_is_the_document_itself(brook):
    (found,) = resolve("Điều 2 của Luật này", home=entry_of(brook))
    assert (found.entry.key, found.reason) == (str(brook.uuid), Reason.SELF)


def test_queries_do_not_grow_with_citations(brook, django_assert_num_queries):
    """One for the laws by name, one for the number, two for the text with its places."""
    text = "Điều 1, Điều 2 Luật Trồng cây ven suối; khoản 1 Điều 1 Luật số 05/2024/QH15. "
    with django_assert_num_queries(4):
        assert len(resolve(text * 10)) == 30


@pytest.mark.parametrize(
    ("place", "eid"),
    [
        ("điểm đ khoản 1 Điều 5", "art_5__para_1__point_dd"),
        ("khoản 1 Điều 5a", "art_5a__para_1"),
        ("Mục 1 Chương II", "chp_II__sec_1"),
        ("Phụ lục I", "annex_I"),
    ],
)
def test_the_eids_of_places_are_those_that_the_parser_gives(place, eid):
    law = LegalDocumentFactory(number="06/2024/QH15", type=document_type("Luật"))
    text = write_text(
        law,
        "Chương II\nHỒ SƠ\nMục 1. CHUNG\nĐiều 5. A\n1. Một:\na) Hai;\nđ) Ba.\n"
        "Điều 5a. B\n1. Bốn.\nPHỤ LỤC I\nDANH SÁCH\nNăm.",
    )
    (citation,) = find_citations(f"{place} Luật số 06/2024/QH15")
    assert citation.place.eid == eid
    assert text.provisions.filter(eid=eid).exists()
