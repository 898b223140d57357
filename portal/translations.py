"""Translations of the interface: compiled without gettext's tools, and checked for gaps."""

from contextlib import chdir
from pathlib import Path

import polib
from django.conf import settings
from django.core.management import call_command

# Vietnamese is the language of the source; these need every word of it.
CHECKED_LANGUAGES = ("en",)
NOT_THE_INTERFACE = ["tests/*", ".venv/*", "staticfiles/*", "var/*", "media/*", "benchmarks/*"]
HOW_TO_UPDATE = " ".join(
    [
        "manage.py makemessages -l {language} --no-location --no-wrap",
        *(f"-i '{pattern}'" for pattern in NOT_THE_INTERFACE),
    ]
)


def compile_all(locale_dir: Path) -> int:
    """Write a .mo beside every .po that is newer than it; how many were written."""
    written = 0
    for source in sorted(locale_dir.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            polib.pofile(str(source)).save_as_mofile(str(target))
            written += 1
    return written


def missing(locale_dir: Path, language: str) -> list[str]:
    """Words of the interface without a translation into *language*, in order of appearance.

    Needs GNU gettext; Django's CommandError says so when it is not installed.
    """
    path = locale_dir / language / "LC_MESSAGES" / "django.po"
    known = polib.pofile(str(path)) if path.exists() else []
    translated = {(entry.msgctxt, entry.msgid) for entry in known if entry.translated()}
    words = ((entry.msgctxt, entry.msgid) for entry in _words_of_the_interface(locale_dir))
    return [msgid for msgctxt, msgid in words if (msgctxt, msgid) not in translated]


def _words_of_the_interface(locale_dir: Path) -> polib.POFile:
    pot = locale_dir / "django.pot"
    languages = [path.name for path in locale_dir.iterdir() if path.is_dir()]
    try:
        with chdir(locale_dir.parent):  # makemessages reads what is below the current folder
            call_command(
                "makemessages",
                # All of them: only the template of all words is written, no translation is touched.
                exclude=[settings.LANGUAGE_CODE, *languages],
                keep_pot=True,
                ignore_patterns=NOT_THE_INTERFACE,
                verbosity=0,
            )
        return polib.pofile(str(pot))
    finally:
        pot.unlink(missing_ok=True)
