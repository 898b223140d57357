"""What operators are told is complete: commands, settings, services."""

import re

import pytest
from django.conf import settings
from django.core.management import get_commands, load_command_class

ROOT = settings.BASE_DIR
OPERATORS = (ROOT / "docs/operators.md").read_text(encoding="utf-8")
OWN = {
    name: app
    for name, app in get_commands().items()
    if (ROOT / app / "management/commands" / f"{name}.py").exists()
}


@pytest.mark.parametrize("name", OWN)
def test_every_command_has_help_and_a_line_for_operators(name):
    assert load_command_class(OWN[name], name).help
    assert re.search(rf"^\| `manage\.py {name}\b", OPERATORS, re.MULTILINE)


def test_every_variable_of_the_environment_is_in_the_example():
    read = set()
    for path in (ROOT / "portal/settings").glob("*.py"):
        read |= set(re.findall(r"\benv(?:\.\w+)?\(\s*\"(\w+)\"", path.read_text(encoding="utf-8")))
    listed = re.findall(r"^(\w+)=", (ROOT / ".env.example").read_text(), re.MULTILINE)
    assert read <= set(listed)
    assert "SECRET_KEY" in read


def test_every_timer_is_told_of():
    timers = [path.name for path in (ROOT / "deploy").glob("*.timer")]
    assert [name for name in timers if name not in OPERATORS] == []
    assert timers
