"""A hand-out as a Word file."""

from collections.abc import Iterator

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from .exporting.layout import Block, Line, Run, lay_out_nodes
from .exporting.word import WordFile
from .handouts import Handout


def write_handout(handout: Handout, *, title: str, note: str, url: str) -> bytes:
    """Title and note, then each provision below its citation and validity."""
    title = title or _("Tờ phát")
    file = WordFile(
        title=title,
        subject=_("Tờ phát tuyên truyền pháp luật"),
        author="",
        language="vi",
        footer=f"{settings.WAGTAIL_SITE_NAME} · {url}",
    )
    file.add(_blocks(handout, title, note))
    return file.save()


def _blocks(handout: Handout, title: str, note: str) -> Iterator[Block]:
    yield Line((Run(title, bold=True),), "title")
    for line in note.splitlines():
        if line.strip():
            yield Line((Run(line.strip()),), "text")
    for item in handout.items:
        yield Line((Run(item.citation, bold=True),), "heading", level=1)
        yield Line((Run(item.document.title, italic=True),), "small")
        yield Line((Run(" ".join(filter(None, (item.status_words + ".", item.warning)))),), "small")
        if item.within:
            yield Line((Run(item.within, bold=True),), "text")
        yield from lay_out_nodes((item.node,), indent=0)
    day = date_format(handout.day, "SHORT_DATE_FORMAT")
    told = _("Tình trạng hiệu lực tính đến ngày %(day)s; hãy kiểm tra lại trước khi dùng sau đó.")
    yield Line((Run(told % {"day": day}, italic=True),), "small")
