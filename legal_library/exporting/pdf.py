"""A text as PDF, laid out as the Word file is, with bookmarks and tags.

WeasyPrint needs Pango from the system. Where it is missing there is no PDF, and
`is_available` says so; everything else works.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from html import escape
from pathlib import Path

from .copies import Copy, Facts
from .layout import Block, Columns, Grid, Line, Run, lay_out

_STYLES = Path(__file__).with_name("page.css")
_DEEPEST_HEADING = 6
_DEEPEST_INDENT = 3


@cache
def is_available() -> bool:
    """WeasyPrint and the libraries that it needs are there."""
    try:
        import weasyprint  # noqa: F401 - loads Pango, or says that it is missing
    except (ImportError, OSError):
        return False
    return True


def write_pdf(copy: Copy) -> bytes:
    """The copy as a tagged PDF; RuntimeError where `is_available` is false."""
    if not is_available():
        raise RuntimeError("WeasyPrint needs Pango, see docs/operators.md.")
    from weasyprint import HTML

    document = HTML(string=as_html(copy.facts, lay_out(copy.parsed)), url_fetcher=_fetch_nothing)
    return document.write_pdf(pdf_tags=True)


def as_html(facts: Facts, blocks: Iterable[Block]) -> str:
    """The page that is printed, with its styles."""
    source = " · ".join(filter(None, (facts.publisher, facts.url)))
    return "".join(
        (
            f'<!doctype html><html lang="{escape(facts.language)}"><head><meta charset="utf-8">',
            f"<title>{escape(facts.title or facts.name)}</title>",
            f'<meta name="author" content="{escape(", ".join(facts.issuers))}">',
            f'<meta name="description" content="{escape(facts.name)}">',
            f"<style>{_STYLES.read_text()}</style></head><body>",
            f'<p class="source">{escape(source)}</p>',
            *map(_block, blocks),
            "</body></html>",
        )
    )


def _fetch_nothing(url: str, *args, **kwargs):
    """Texts have no pictures; whatever asks for an address came in with the text."""
    raise ValueError(f"Not fetched: {url}")


def _block(block: Block) -> str:
    if isinstance(block, Line):
        tag = f"h{min(block.level, _DEEPEST_HEADING)}" if block.level else "p"
        indent = f" indent-{min(block.indent, _DEEPEST_INDENT)}" if block.indent else ""
        name = block.style.replace(" ", "-")
        label = escape(" ".join("".join(run.text for run in block.runs).split()))
        bookmark = f' data-label="{label}"' if block.level else ""
        words = "".join(map(_run, block.runs))
        return f'<{tag} class="{name}{indent}"{bookmark}>{words}</{tag}>'
    name = f' class="columns {block.style}"' if isinstance(block, Columns) else ""
    return f"<table{name}>{''.join(_rows(block))}</table>"


def _rows(block: Columns | Grid) -> Iterator[str]:
    width = max(map(len, block.rows), default=0)
    for row in block.rows:
        cells = (*row, *((),) * (width - len(row)))
        written = "".join(f"<td>{''.join(map(_block, cell))}</td>" for cell in cells)
        yield f"<tr>{written}</tr>"


def _run(run: Run) -> str:
    html = "<br>".join(map(escape, run.text.split("\n")))
    for is_so, tag in ((run.raised, "sup"), (run.italic, "i"), (run.bold, "b")):
        if is_so:
            html = f"<{tag}>{html}</{tag}>"
    return html
