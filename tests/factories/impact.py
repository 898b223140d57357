"""Items that rest on the law, and what happens to the law."""

from datetime import date

from legal_library.models import LegalBasis, ValidityEvent

from .qa import QuestionFactory

STATED_ON = date(2026, 1, 10)


def stated(document, eid="", **more) -> list:
    """The legal bases of an item that states one provision, as its stream holds them."""
    value = {
        "citation": f"{eid or 'cả văn bản'} của {document}",
        "document_uuid": str(document.uuid),
    }
    return [("basis", value | {"eid": eid, "as_of": STATED_ON} | more)]


def resting_question(document, eid="", unit=None, **fields):
    """A published question that rests on the provision as of `STATED_ON`."""
    question = QuestionFactory(
        legal_bases=stated(document, eid), owner_unit=unit, live=False, **fields
    )
    question.save_revision().publish()
    question.refresh_from_db()
    return question


def happens(document, eid="", kind=ValidityEvent.Kind.AMENDED, day=date(2026, 3, 1), **fields):
    return ValidityEvent.objects.create(
        document=document, eid=eid, kind=kind, happens_on=day, **fields
    )


def basis_of(item) -> LegalBasis:
    return LegalBasis.objects.get(record=item.uuid)
