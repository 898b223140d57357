"""Every role, every address of the admin, in its own unit, the one below, another, the province."""

from fnmatch import fnmatchcase

import pytest
from django.apps import apps
from django.http import Http404
from wagtail.contrib.settings.registry import registry as settings_registry

from departments.gate.asking import Asked
from departments.gate.middleware import is_let_in
from departments.gate.table import rule_for
from departments.policies import governing
from tests.rights.addresses import THINGS, Address, admin_addresses, own_models
from tests.rights.expected import ADDRESSES, MODELS, NOBODY, SCREENS, Screen
from tests.rights.world import EVERYBODY, OWN, PLACES

pytestmark = pytest.mark.django_db

WHERE = (
    "state its rule with departments.gate.admit beside the code that registers the address, "
    "and who may enter in tests/rights/expected.py"
)


def expected_of(address: Address) -> Screen | None:
    model = address.model
    if model and model._meta.label_lower in MODELS and address.last_name in SCREENS:
        return SCREENS[address.last_name](MODELS[model._meta.label_lower])
    if address.name in ADDRESSES:
        return ADDRESSES[address.name]
    patterns = [name for name in ADDRESSES if name and fnmatchcase(address.name, name)]
    return ADDRESSES[max(patterns, key=len)] if patterns else None


def test_every_address_has_a_rule():
    unruled = [
        f"{address.name or 'unnamed'} at /{address.route}"
        for address in admin_addresses()
        if rule_for(Asked(None, address.match({}))) is None
    ]
    assert unruled == [], f"No rule, so nobody can open it: {WHERE}"


def test_every_address_states_who_may_enter():
    unstated = [
        f"{address.name or 'unnamed'} at /{address.route}"
        for address in admin_addresses()
        if expected_of(address) is None
    ]
    assert unstated == [], WHERE


def test_every_model_of_the_admin_is_governed():
    models = own_models() | set(settings_registry)
    ungoverned = [model._meta.label for model in models if governing(model) is None]
    assert ungoverned == [], "call departments.policies.govern in the AppConfig.ready of its app"


def test_everybody_enters_where_they_may_and_nowhere_else(world):
    addresses = admin_addresses()
    wrong, checked = [], 0
    for name in EVERYBODY:
        user = world.person(name)
        for place in PLACES:
            things = world.things[place]
            for address in addresses:
                screen = expected_of(address)
                for method, who in (("GET", screen.reads), ("POST", screen.writes)):
                    if not matters(address, place):
                        continue
                    asked = address.asked(user, things, method)
                    if asked is None:
                        continue
                    checked += 1
                    entered = enters(asked)
                    if entered != (name in who.at(place)):
                        verb = "entered" if entered else "was kept out of"
                        wrong.append(f"{name} {verb} {method} {address.name} ({place})")
    assert not wrong, f"{len(wrong)} of {checked}:\n" + "\n".join(wrong[:200])
    assert checked > 20_000
    print(f"{checked} combinations checked")


def test_every_action_on_every_model_is_for_whom_the_table_names(world):
    wrong, checked = [], 0
    for name in world.people:
        user = world.person(name)
        for place in PLACES:
            for label, kind in MODELS.items():
                model = apps.get_model(label)
                thing = THINGS.get(model, lambda things, model=model: model.objects.first())
                instance = thing(world.things[place])
                if instance is None:
                    continue
                for action, who in actions_of(kind).items():
                    checked += 1
                    may = governing(model).user_has_permission_for_instance(user, action, instance)
                    listed = governing(model).instances_user_has_any_permission_for(user, {action})
                    expected = name in who.at(place)
                    if may != expected or listed.filter(pk=instance.pk).exists() != expected:
                        wrong.append(f"{name}: {action} {label} ({place})")
    assert not wrong, f"{len(wrong)} of {checked}:\n" + "\n".join(wrong[:100])
    assert checked > 1_500


def actions_of(kind) -> dict:
    found = {"view": kind.see, "change": kind.change, "delete": kind.delete}
    if kind.approve != NOBODY:
        found |= {"publish": kind.approve, "lock": kind.lock, "unlock": kind.lock}
    return found


def matters(address: Address, place: str) -> bool:
    """An address that names nothing of anybody's asks the same everywhere."""
    if place == OWN or address.model in THINGS:
        return True
    return bool(address.gaps) or address.last_name.endswith("chosen_multiple")


def enters(asked) -> bool:
    asked.user._is_reading = False
    rule = rule_for(asked)
    if rule is None:
        return False
    if rule.is_open:
        return True
    try:
        return asked.user.is_authenticated and is_let_in(asked, rule)
    except Http404:
        return False
