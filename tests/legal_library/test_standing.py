"""What stands on a day: the database and Python say the same, and units have the last word."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from content import validity
from legal_library.models import LegalDocument, StatusOverride, ValidityEvent
from legal_library.validity import standing
from tests.factories.departments import UnitFactory
from tests.factories.legal_library import LegalDocumentFactory

DAY = date(2026, 6, 15)
DAYS = st.sampled_from([None, *(DAY + timedelta(days=step) for step in (-9, -1, 0, 1, 9))])
EVENTS = st.lists(
    st.tuples(
        st.sampled_from([kind for kind in ValidityEvent.Kind if kind != "takes_effect"]),
        DAYS,
        st.sampled_from(["", "art_1"]),
        st.integers(0, 2),
    ),
    max_size=4,
    unique_by=lambda event: event[:3],
)


class StatusOfDocuments(TestCase):
    @settings(
        max_examples=60, deadline=None, suppress_health_check=[HealthCheck.differing_executors]
    )
    @given(
        dates=st.tuples(DAYS, DAYS).filter(lambda pair: None in pair or pair[0] <= pair[1]),
        stated=st.sampled_from(["", *(status for status in validity.STATUSES)]),
        events=EVENTS,
        overrides=st.lists(st.tuples(st.integers(-3, 3), st.integers(0, 4)), max_size=2),
    )
    def test_the_database_derives_what_python_derives(self, dates, stated, events, overrides):
        document = LegalDocumentFactory(
            effective_from=dates[0], effective_to=dates[1], stated_status=stated
        )
        for kind, day, eid, position in events:
            ValidityEvent.objects.create(
                document=document, kind=kind, happens_on=day, eid=eid, position=position
            )
        for (start, length), status in zip(
            overrides, (validity.IN_FORCE, validity.SUSPENDED), strict=False
        ):
            begins = DAY + timedelta(days=start)
            StatusOverride.objects.create(
                document=document,
                status=status,
                reason="Thử",
                holds_from=begins,
                holds_until=begins + timedelta(days=length),
                unit=UnitFactory(),
            )
        found = LegalDocument.objects.with_status(DAY).get(pk=document.pk)
        assert found.status_then == document.status_on(DAY) == standing(document, DAY).status


@pytest.mark.django_db
def test_of_two_events_on_a_day_the_later_in_order_counts():
    document = LegalDocumentFactory(stated_status=validity.IN_FORCE)
    for position, kind in ((2, "suspended"), (1, "resumed")):
        document.validity_events.create(kind=kind, happens_on=DAY, position=position)
    assert document.status_on(DAY) == validity.SUSPENDED
    document.validity_events.filter(kind="resumed").update(position=3)
    assert document.status_on(DAY) == validity.IN_FORCE


@pytest.mark.django_db
def test_listings_read_the_status_with_the_documents(django_assert_num_queries):
    document = LegalDocumentFactory(stated_status=validity.IN_FORCE)
    document.validity_events.create(kind="expires", eid="art_2", happens_on=DAY)
    with django_assert_num_queries(1):
        (found,) = LegalDocument.objects.for_listing()
        assert found.legal_status in (validity.PARTLY_EXPIRED, validity.IN_FORCE)
