"""Who may open which page about people: the gate asks here before the page runs."""

from django.http import Http404

from departments.gate import Asked, Rule, admit, anywhere, of_object, province
from departments.rights import Area, has_right

from .. import people, reviewing
from ..models import AccountRequest


def _person(asked: Asked):
    """The person in the address, if the visitor may see them; nobody else exists."""
    found = people.visible_people(asked.user).filter(pk=asked.kwarg("pk")).first()
    if found is None:
        raise Http404
    return found


def sees_person(asked: Asked) -> bool:
    return has_right(asked.user, Area.PEOPLE, "view") and bool(_person(asked))


def administers_person(asked: Asked) -> bool:
    return has_right(asked.user, Area.PEOPLE, "change") and people.may_administer(
        asked.user, _person(asked)
    )


def opens_accounts(asked: Asked) -> bool:
    return people.may_open_accounts(asked.user)


def admit_all() -> None:
    sees_people = Rule(reads=anywhere(Area.PEOPLE, "view"))
    administers = Rule(reads=administers_person, writes=administers_person)
    admit("people:list", sees_people)
    admit("people:list_results", sees_people)
    admit("people:open", Rule(reads=opens_accounts, writes=opens_accounts))
    admit("people:person", Rule(reads=sees_person))
    for name in (
        *("edit", "give_role", "withdraw_role", "disable", "enable"),
        *("password", "sign_out", "second_factor"),
    ):
        admit(f"people:{name}", administers)
    _admit_requests()
    _admit_reviews()


def _admit_requests() -> None:
    sees = of_object(AccountRequest, Area.REQUESTS, "view", "unit")
    changes = of_object(AccountRequest, Area.REQUESTS, "add", "unit")
    asks = anywhere(Area.REQUESTS, "add")
    admit("people:requests", Rule(reads=anywhere(Area.REQUESTS, "view")))
    admit("people:requests_results", Rule(reads=anywhere(Area.REQUESTS, "view")))
    admit("people:ask", Rule(reads=asks, writes=asks))
    admit("people:ask_back", Rule(reads=asks, writes=asks))
    # Sending and deciding are told apart by the step itself.
    admit("people:request", Rule(reads=sees, writes=changes))
    admit("people:request_edit", Rule(reads=changes, writes=changes))
    admit("people:request_document", Rule(reads=sees))


def sees_review(asked: Asked) -> bool:
    if not reviewing.reviews_of(asked.user).filter(pk=asked.kwarg("pk")).exists():
        raise Http404
    return True


def answers_review(asked: Asked) -> bool:
    """Whoever answers for somebody; the roles named in the form are asked about one by one."""
    return sees_review(asked) and has_right(asked.user, Area.REQUESTS, "change")


def _admit_reviews() -> None:
    opens = province(Area.REQUESTS, "publish")
    admit("people:reviews", Rule(reads=anywhere(Area.REQUESTS, "view")))
    admit("people:reviews_results", Rule(reads=anywhere(Area.REQUESTS, "view")))
    admit("people:review_open", Rule(reads=opens, writes=opens))
    admit("people:review", Rule(reads=sees_review, writes=answers_review))
    admit("people:review_results", Rule(reads=sees_review))
