"""Requests that no screen offers, sent by everybody to everything: what has changed in the end?"""

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client

from content.models import Topic
from tests.rights.attempts_on_others import ON_OTHERS
from tests.rights.attempts_on_pages import ON_PAGES
from tests.rights.world import EVERYBODY

pytestmark = pytest.mark.django_db
ATTEMPTS = ON_PAGES | ON_OTHERS


def test_only_who_may_changes_anything(world):
    world.topics = Topic.objects.count()
    wrong, checked = [], 0
    for name in EVERYBODY:
        client = Client()
        if name in world.people:
            client.force_login(world.people[name])
        for title, attempt in ATTEMPTS.items():
            for place in attempt.places:
                checked += 1
                may = name in attempt.who.at(place)
                happened = try_it(client, world, place, attempt, by_script=not may)
                if happened != may:
                    verb = "could" if happened else "could not"
                    wrong.append(f"{name} {verb} {title} ({place})")
    assert not wrong, f"{len(wrong)} of {checked}:\n" + "\n".join(wrong)
    print(f"{checked} requests sent")


def try_it(client, world, place, attempt, *, by_script) -> bool:
    """Whether it happened; afterwards nothing has. Scripts are refused in few words, and soon."""
    things = world.things[place]
    with transaction.atomic():
        attempt.before(world, things)
        headers = {"x-requested-with": "XMLHttpRequest"} if by_script else {}
        client.post(attempt.address(world, things), attempt.data(world, things), headers=headers)
        happened = bool(attempt.happened(world, things))
        transaction.set_rollback(True)
    cache.clear()
    return happened
