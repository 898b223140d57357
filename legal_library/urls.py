"""Addresses of the legal library, below /van-ban/. They are cited: none may ever change."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from .views import (
    articles,
    bookcase,
    citations,
    definitions,
    documents,
    downloads,
    following,
    guidance,
    handouts,
    law_calendar,
    provenance,
    reports,
    topics,
    version_urls,
)


class ArticleConverter(StringConverter):
    """“5”, “12a”, and “5-2” where a source numbers two articles alike."""

    regex = "[0-9]+[0-9A-Za-z]*(?:-[0-9]+)*"


class DayConverter(StringConverter):
    """“2024-08-01”; whether there is such a day, the view says."""

    regex = "[0-9-]+"


class FormatConverter(StringConverter):
    """“docx”, “PDF”; which there are, the view says."""

    regex = "[A-Za-z]{2,5}"


class CodeConverter(StringConverter):
    """“9”, “36.3”: the code of a topic of the codification."""

    regex = "[0-9]+(?:\\.[0-9]+)*"


register_converter(ArticleConverter, "article")
register_converter(CodeConverter, "code")
register_converter(DayConverter, "day")
register_converter(FormatConverter, "format")

app_name = "legal_library"

urlpatterns = [
    path("", bookcase.front, name="bookcase"),
    path("danh-sach/", bookcase.document_list, name="list"),
    path("lich/", law_calendar.front, name="calendar"),
    path("lich.ics", law_calendar.ics, name="calendar_ics"),
    path("lich.atom", law_calendar.atom, name="calendar_atom"),
    path("lich/<day:month>.ics", law_calendar.month_ics, name="calendar_month_ics"),
    path("lich/<day:month>/", law_calendar.month, name="calendar_month"),
    path("kiem-tra-trich-dan/", citations.check, name="citation_check"),
    path("to-phat/", handouts.handout, name="handout"),
    path("to-phat.docx", handouts.word, name="handout_word"),
    path("thuat-ngu/", definitions.dictionary, name="dictionary"),
    path("chu-de/", topics.index, name="topics"),
    path("chu-de/<code:code>/", topics.topic, name="topic"),
    path("chu-de/<code:code>/theo-doi.atom", following.topic_atom, name="topic_atom"),
    path("chu-de/<code:code>/theo-doi.ics", following.topic_ics, name="topic_ics"),
    path("<slug:slug>.<format:name>", downloads.download, name="download"),
    path("<slug:slug>/@<day:day>.<format:name>", downloads.download, name="download"),
    path("<slug:slug>/", documents.full_text, name="document"),
    path("<slug:slug>/thuoc-tinh/", documents.attributes, name="attributes"),
    path("<slug:slug>/luoc-do/", documents.relations, name="relations"),
    path("<slug:slug>/duoc-dan-chieu/", citations.cited_by, name="cited_by"),
    path("<slug:slug>/trich/", citations.preview, name="citation_preview"),
    path("<slug:slug>/trich/<slug:place>/", citations.preview, name="citation_preview"),
    path("<slug:slug>/@<day:day>/trich/", citations.preview, name="citation_preview"),
    path(
        "<slug:slug>/@<day:day>/trich/<slug:place>/",
        citations.preview,
        name="citation_preview",
    ),
    path("<slug:slug>/lich-su/", documents.history, name="history"),
    path("<slug:slug>/ban-goc/", provenance.sources, name="sources"),
    path("<slug:slug>/ban-goc.json", provenance.provenance_json, name="provenance_json"),
    path("<slug:slug>/bao-loi/", reports.report, name="report"),
    path("<slug:slug>/bao-loi/da-gui/", reports.thanks, name="report_thanks"),
    path("<slug:slug>/dieu-<article:article>/", articles.article, name="article"),
    path(
        "<slug:slug>/kem-theo-<int:body>/dieu-<article:article>/",
        articles.article,
        name="article",
    ),
    path("<slug:slug>/huong-dan/", guidance.guidance, name="guidance"),
    path("<slug:slug>/huong-dan.csv", guidance.guidance_csv, name="guidance_csv"),
    path("<slug:slug>/theo-doi.atom", following.document_atom, name="document_atom"),
    path("<slug:slug>/theo-doi.ics", following.document_ics, name="document_ics"),
    path(
        "<slug:slug>/dieu-<article:article>/theo-doi.atom",
        following.article_atom,
        name="article_atom",
    ),
    path(
        "<slug:slug>/dieu-<article:article>/theo-doi.ics",
        following.article_ics,
        name="article_ics",
    ),
    path(
        "<slug:slug>/kem-theo-<int:body>/dieu-<article:article>/theo-doi.atom",
        following.article_atom,
        name="article_atom",
    ),
    path(
        "<slug:slug>/kem-theo-<int:body>/dieu-<article:article>/theo-doi.ics",
        following.article_ics,
        name="article_ics",
    ),
    path("<slug:slug>/@<day:day>/", documents.full_text, name="document"),
    path("<slug:slug>/@<day:day>/dieu-<article:article>/", articles.article, name="article"),
    path(
        "<slug:slug>/@<day:day>/kem-theo-<int:body>/dieu-<article:article>/",
        articles.article,
        name="article",
    ),
    *version_urls.patterns(),
    path("<slug:slug>/<path:rest>", documents.elsewhere, name="elsewhere"),
]
