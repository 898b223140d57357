"""Every component is shown with sample data, so that nobody writes it a second time."""

import re
from pathlib import Path

from django.conf import settings

TEMPLATES = Path(settings.BASE_DIR) / "templates"


def test_every_component_is_shown(client, home_page):
    shown = (TEMPLATES / "patterns.html").read_text() + (TEMPLATES / "base.html").read_text()
    parts = {path.name: path.read_text() for path in (TEMPLATES / "components").glob("*.html")}
    for name in parts:
        # A part of another component is shown with it.
        inside = "".join(other for other_name, other in parts.items() if other_name != name)
        assert f"components/{name}" in shown + inside, name
    assert client.get("/mau-giao-dien/").status_code == 200


def test_every_component_states_its_contract():
    for path in (TEMPLATES / "components").glob("*.html"):
        text = path.read_text()
        variables = set(re.findall(r"{{ (\w+)", text)) | set(re.findall(r"{% if (\w+)", text))
        if variables:
            assert text.startswith('{% comment "text/markdown" %}'), path.name


def test_components_are_included_with_only_what_they_are_given():
    for path in TEMPLATES.rglob("*.html"):
        for call in re.findall(r'{% include "components/[a-z_]+\.html"[^%]*%}', path.read_text()):
            assert call.endswith("only %}") or "favicons" in call, f"{path.name}: {call}"
