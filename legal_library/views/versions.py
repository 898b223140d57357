"""Texts beside one another: two versions, one article of both, and a text with its translation."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from ..addresses import article_eid, article_path
from ..comparing import Change, Comparison, Unit, compare_articles, compare_texts
from ..marking import compared_url
from ..models import Expression, LegalDocument
from ..rendering import heading_of, render_excerpt
from ..structure import reassemble, unflatten
from ..versions import text_on, versions
from .addressing import NotHere, Shown, read_day, show, with_document
from .documents import document_context

UNITS_A_PAGE = 60
CHANGE_LABELS = {
    Change.CHANGED: gettext_lazy("Sửa đổi"),
    Change.ADDED: gettext_lazy("Bổ sung"),
    Change.REMOVED: gettext_lazy("Không còn"),
}


@dataclass(frozen=True, slots=True)
class Pair:
    """Two versions of a document, the older first."""

    before: Expression
    after: Expression


@require_safe
@with_document
def choose(request, document):
    """Which two versions: the last two, unless the reader says others."""
    shown = show(document)
    known = [text for text in versions(shown.texts, language=document.language) if text.valid_on]
    if len(known) < 2:
        raise NotHere(
            _("Chưa có hai bản để so sánh"),
            _("Tủ sách mới có một bản văn của văn bản này. Khi có bản hợp nhất, bạn so sánh được."),
        )
    days = [request.GET.get("tu", ""), request.GET.get("den", "")]
    if all(days):
        return redirect(compared_url(document, *sorted(read_day(document, d) for d in days)))
    days = [text.valid_on.isoformat() for text in known[-2:]]
    return _comparison(request, document, *days)


@require_safe
@with_document
def comparison(request, document, before, after):
    """Two versions, article by article: what is the same is folded away."""
    return _comparison(request, document, before, after)


def _comparison(request, document, before, after):
    shown, pair, ordered = _pair(document, before, after)
    if not ordered:
        return redirect(compared_url(document, *_days(document, before, after)[::-1]))
    found = _compared(pair)
    page = Paginator(found.changed, UNITS_A_PAGE).get_page(request.GET.get("page"))
    context = _context(shown, pair) | {
        "page_title": _("So sánh hai bản: %(title)s") % {"title": document.title},
        "comparison": found,
        "counts": [(label, found.count(change)) for change, label in CHANGE_LABELS.items()],
        "page": page,
        "units": [_shown_unit(document, pair, unit) for unit in page],
        "runs": _runs(found, page) if page.paginator.num_pages == 1 else None,
        "same_count": found.count(Change.SAME),
        "is_same": pair.before.pk == pair.after.pk,
    }
    return render(request, "legal_library/comparison.html", context)


@require_safe
@with_document
def article_comparison(request, document, before, after, article, body=None):
    """One article in two versions, whole."""
    shown, pair, ordered = _pair(document, before, after)
    eid = article_eid(article, str(body or ""))
    if not ordered:
        return redirect(compared_url(document, *_days(document, before, after)[::-1], eid=eid))
    nodes = [_article(text, eid) for text in (pair.before, pair.after)]
    if not any(nodes):
        raise NotHere(
            _("Không có Điều %(number)s") % {"number": article},
            _("Cả hai bản đều không có điều này."),
            links=[(_("So sánh cả hai bản"), compared_url(document, *_valid(pair)))],
        )
    unit = compare_articles(*nodes)
    context = _context(shown, pair) | {
        "page_title": f"{unit.title} – {document}",
        "unit": _shown_unit(document, pair, unit),
        "whole_url": compared_url(document, *_valid(pair)),
        "article_url": document.get_absolute_url() + article_path(eid),
    }
    return render(request, "legal_library/article_comparison.html", context)


@require_safe
@with_document
def bilingual(request, document, language):
    """The text and a translation of it side by side, provision by provision."""
    shown = show(document)
    own = versions(shown.texts, language=document.language)
    translated = versions(shown.texts, language=language)
    if not own or not translated or language == document.language:
        raise _no_translation(shown, language)
    translation = text_on(translated, shown.day, language=language) or translated[0]
    # The original of the day that was translated, not a later one.
    text = text_on(own, translation.valid_on or shown.day, language=document.language) or own[0]
    rows = compare_texts(_parsed(text), _parsed(translation)).units
    context = document_context(shown, "document") | {
        "page_title": _("Song ngữ: %(title)s") % {"title": document.title},
        "text": text,
        "translation": translation,
        "text_name": _language_name(text.language),
        "translation_name": _language_name(translation.language),
        "rows": [_bilingual_row(unit) for unit in rows],
        "is_older": own[-1].pk != text.pk,
        "canonical_path": request.path,
    }
    return render(request, "legal_library/bilingual.html", context)


def _bilingual_row(unit: Unit) -> dict:
    whole = unit.has_children
    return {
        "anchor": unit.anchor,
        "title": unit.title,
        "is_group": not whole,
        "text": _side(unit.before, whole),
        "translation": _side(unit.after, whole),
    }


def _side(node, whole: bool) -> str:
    if node is None:
        return ""
    return render_excerpt(node) if whole else heading_of(node)


def _no_translation(shown: Shown, language: str) -> NotHere:
    document = shown.document
    others = dict.fromkeys(
        text.language for text in shown.texts if text.language != document.language
    )
    links = [(_language_name(code), bilingual_url(document, code)) for code in others]
    text = _("Văn bản này có bản dịch bằng ngôn ngữ dưới đây.") if links else ""
    return NotHere(
        _("Chưa có bản dịch"),
        text or _("Tủ sách chưa có bản dịch nào của văn bản này."),
        links=links,
    )


def bilingual_url(document: LegalDocument, language: str) -> str:
    return reverse("legal_library:bilingual", args=[document.slug, language])


def _language_name(code: str) -> str:
    return dict(settings.LANGUAGES).get(code, code)


def _pair(document: LegalDocument, before: str, after: str) -> tuple[Shown, Pair, bool]:
    """The versions of two days; whether the days came in their order."""
    days = _days(document, before, after)
    shown = show(document)
    texts = [text_on(shown.texts, day, language=document.language) for day in days]
    if not shown.texts:
        raise NotHere(_("Chưa có toàn văn"), _("Tủ sách chưa có toàn văn của văn bản này."))
    for day, text in zip(days, texts, strict=True):
        if text is None:
            raise _before_the_first(shown, day)
    return shown, Pair(*texts), days[0] <= days[1]


def _days(document: LegalDocument, *days: str) -> list[date]:
    return [read_day(document, day) for day in days]


def _before_the_first(shown: Shown, day: date) -> NotHere:
    first = date_format(shown.texts[0].valid_on, "SHORT_DATE_FORMAT")
    return NotHere(
        _("Ngày %(day)s chưa có văn bản") % {"day": date_format(day, "SHORT_DATE_FORMAT")},
        _("Bản đầu tiên của %(document)s là bản ngày %(day)s.")
        % {"document": shown.document, "day": first},
        links=[
            (_("Chọn hai bản khác"), reverse("legal_library:compare", args=[shown.document.slug]))
        ],
    )


def _context(shown: Shown, pair: Pair) -> dict:
    document = shown.document
    known = versions(shown.texts, language=document.language)
    return document_context(shown, "history") | {
        "pair": pair,
        "choices": [text for text in known if text.valid_on],
        "choose_url": _choose_url(document),
        "canonical_path": compared_url(document, *_valid(pair)),
    }


def _choose_url(document: LegalDocument) -> str:
    return reverse("legal_library:compare", args=[document.slug])


def _valid(pair: Pair) -> tuple[date, date]:
    return tuple(text.valid_on or date.min for text in (pair.before, pair.after))


def _compared(pair: Pair) -> Comparison:
    if pair.before.pk == pair.after.pk:
        parsed = _parsed(pair.before)
        return compare_texts(parsed, parsed)
    return compare_texts(_parsed(pair.before), _parsed(pair.after))


def _parsed(text: Expression):
    return reassemble(text.provisions.all())


def _article(text: Expression, eid: str):
    provision = text.provisions.filter(eid=eid).first()
    return unflatten(text.provisions.within(provision))[0] if provision else None


def _shown_unit(document: LegalDocument, pair: Pair, unit: Unit) -> dict:
    url = ""
    if unit.is_article and pair.before.pk != pair.after.pk:
        url = compared_url(document, *_valid(pair), eid=unit.eid)
    return {
        "unit": unit,
        "label": CHANGE_LABELS.get(unit.change, _("Giữ nguyên")),
        "article_url": url,
    }


def _runs(found: Comparison, page) -> list[dict]:
    """Everything in order: units that changed by themselves, the others folded together."""
    positions = {id(unit): index for index, unit in enumerate(page.object_list)}
    return [
        {"is_same": run.is_same, "units": run.units, "position": positions.get(id(run.units[0]))}
        for run in found.runs
    ]
