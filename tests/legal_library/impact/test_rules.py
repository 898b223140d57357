"""Which change reaches which basis: the rule in Python and in SQL are the same rule."""

from datetime import date
from itertools import product

import pytest
from django.db.models import Exists

from content.models import ContentRecord
from legal_library.impact.rules import changes_of_basis, is_basis, reaches
from legal_library.models import Citation, LegalBasis, LegalDocument, ValidityEvent
from tests.factories.impact import STATED_ON, happens, resting_question

Kind = ValidityEvent.Kind
PLACES = (
    *("", "art_5", "art_5__para_2", "art_5__para_2__point_a", "art_5__para_3", "art_52"),
    *("art_5__para_21", "chp_II__art_5", "att_1__art_5", "artX5__paraX2"),
)


@pytest.mark.parametrize(
    ("changed", "resting", "expected"),
    [
        ("art_5__para_2", "art_5", True),
        ("art_5__para_2", "art_5__para_2", True),
        ("art_5__para_2", "art_5__para_2__point_a", True),
        ("art_5__para_2", "art_5__para_3", False),
        ("art_5__para_2", "art_5__para_21", False),
        ("art_5", "art_52", False),
        ("art_5", "att_1__art_5", False),
        ("art_5", "", False),
    ],
)
def test_a_change_reaches_the_place_what_is_inside_and_what_contains_it(changed, resting, expected):
    assert reaches(kind=Kind.AMENDED, changed=changed, resting=resting) is expected


@pytest.mark.parametrize(
    ("kind", "changed", "resting", "expected"),
    [
        (Kind.ADDED, "art_5__para_4", "art_5", True),
        (Kind.ADDED, "art_5a", "art_5", False),
        (Kind.ADDED, "art_5", "art_5__para_1", False),
        (Kind.EXPIRES, "", "art_5__para_2", True),
        (Kind.EXPIRES, "", "", True),
        (Kind.AMENDED, "", "", True),
        (Kind.AMENDED, "", "art_5", False),
        (Kind.TAKES_EFFECT, "", "art_5", False),
        (Kind.RESUMED, "art_5", "art_5", False),
        (Kind.SUSPENDED, "art_5", "art_5__para_1", True),
    ],
)
def test_what_a_kind_of_event_reaches(kind, changed, resting, expected):
    assert reaches(kind=kind, changed=changed, resting=resting) is expected


def test_whole_acts_follow_their_provisions_where_the_portal_wants_it(settings):
    settings.BASES_ON_DOCUMENTS_FOLLOW_PROVISIONS = True

    assert reaches(kind=Kind.AMENDED, changed="art_5", resting="")


@pytest.mark.parametrize("follows", [False, True])
def test_sql_says_the_same(document, settings, follows):
    settings.BASES_ON_DOCUMENTS_FOLLOW_PROVISIONS = follows
    record = ContentRecord.objects.get(pk=resting_question(document).uuid)
    LegalBasis.objects.all().delete()
    for eid in PLACES:
        LegalBasis.objects.create(
            record=record, document=document, eid=eid, as_of=STATED_ON, origin="stated"
        )
    for kind, changed in product((Kind.AMENDED, Kind.ADDED, Kind.EXPIRES, Kind.RESUMED), PLACES):
        ValidityEvent.objects.all().delete()
        happens(document, changed, kind)
        found = LegalBasis.objects.filter(Exists(changes_of_basis(date(2026, 11, 1))))
        wanted = [eid for eid in PLACES if reaches(kind=kind, changed=changed, resting=eid)]
        assert sorted(found.values_list("eid", flat=True)) == sorted(wanted), (kind, changed)


@pytest.mark.parametrize(
    ("fields", "is_document", "expected"),
    [
        ({"target": None}, False, False),
        ({"reason": "number"}, False, True),
        ({"reason": "quoted"}, False, False),
        ({"reason": "ambiguous"}, False, False),
        ({"reason": "self", "is_self": True}, True, False),
        ({"reason": "number", "source": LegalDocument(pk=7)}, True, False),
        ({"reason": "number", "source": LegalDocument(pk=8)}, True, True),
    ],
)
def test_which_citations_are_bases(fields, is_document, expected):
    citation = Citation(**({"target": LegalDocument(pk=7)} | fields))

    assert is_basis(citation, is_document=is_document) is expected
