"""Style sheets and fonts: complete, in one piece when served, and light."""

import re
from pathlib import Path

import brotli
import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.files.storage import FileSystemStorage

from portal.staticfiles import OneSheetStorage

STATIC = Path(settings.BASE_DIR) / "static"
CSS = STATIC / "css"
FONTS = sorted((STATIC / "fonts").glob("*.woff2"))


def collect(source: Path, target: Path) -> dict[str, Path]:
    """The hashed copies of *source*'s files in *target*, by their own names, as collectstatic."""
    files = FileSystemStorage(source)
    storage = OneSheetStorage(location=target)
    names = [path.relative_to(source).as_posix() for path in source.rglob("*") if path.is_file()]
    for name in names:
        with files.open(name) as file:
            storage.save(name, file)
    served = {}
    for name, hashed, processed in storage.post_process({name: (files, name) for name in names}):
        if isinstance(processed, Exception):
            raise processed
        if not hashed.endswith((".br", ".gz")):
            served[name] = target / hashed
    return served


@pytest.fixture
def served(tmp_path):
    return collect(STATIC, tmp_path)


def test_every_style_file_is_imported_once():
    imported = re.findall(r'@import url\("([^"]+)"\)', (CSS / "main.css").read_text())
    files = {path.relative_to(CSS).as_posix() for path in CSS.rglob("*.css")} - {"main.css"}
    # The admin's sheets are its own, loaded beside Wagtail's.
    public = {name for name in files if not name.startswith("admin/")}
    assert sorted(imported) == sorted(public)


def test_served_sheet_holds_all_layers_in_one_file(served):
    sheet = served["css/main.css"].read_text()
    assert "@import" not in sheet
    assert sheet.index("@layer tokens {") < sheet.index("@layer base {")
    for component in (CSS / "components").glob("*.css"):
        assert component.read_text().strip() in sheet
    assert re.search(r'url\("\.\./fonts/be-vietnam-pro-400-latin\.[0-9a-f]{12}\.woff2"\)', sheet)


def test_addresses_in_a_component_are_refused(tmp_path):
    source = tmp_path / "source"
    (source / "components").mkdir(parents=True)
    (source / "main.css").write_text('@import url("components/x.css") layer(components);')
    (source / "components" / "x.css").write_text('a { background: url("x.svg"); }')
    with pytest.raises(ValueError, match=r"components/x\.css"):
        collect(source, tmp_path / "target")


def test_fonts_of_a_first_view_stay_under_75_kb():
    assert len(FONTS) == 6
    assert sum(path.stat().st_size for path in FONTS) <= 75_000


def test_style_fonts_and_script_leave_room_for_the_page(served):
    sheet = len(brotli.compress(served["css/main.css"].read_bytes()))
    script = served["js/text-size.js"].stat().st_size
    fonts = sum(path.stat().st_size for path in FONTS)
    assert sheet + script + fonts <= 95_000  # of 120 kB


def test_colours_are_named_only_in_the_tokens():
    for path in CSS.rglob("*.css"):
        if path.name == "tokens.css":
            continue
        rules = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL)
        colour = re.search(r"#[0-9a-f]{3,8}\b|(?:rgb|hsl|oklch)a?\([^)]*\)", rules, re.IGNORECASE)
        assert colour is None, f"{path.name}: {colour.group()}"
        assert "!important" not in rules, path.name


@pytest.mark.parametrize("name", ["be-vietnam-pro", "law-serif"])
def test_each_family_keeps_its_licence_beside_it(name):
    licence = finders.find(f"fonts/OFL-{name}.txt")
    assert "SIL OPEN FONT LICENSE" in Path(licence).read_text()
