"""Addresses of versions: amendments, comparisons, a text beside its translation."""

from django.urls import URLPattern, path

from . import amendments, versions

_BOTH = "<slug:slug>/so-sanh/@<day:before>/@<day:after>/"
_ARTICLE = "dieu-<article:article>/"


def patterns() -> list[URLPattern]:
    """Made when the kinds of pieces of an address are known."""
    one = versions.article_comparison
    return [
        path("<slug:slug>/sua-doi/", amendments.amendments, name="amendments"),
        path("<slug:slug>/so-sanh/", versions.choose, name="compare"),
        path(_BOTH, versions.comparison, name="comparison"),
        path(f"{_BOTH}{_ARTICLE}", one, name="article_comparison"),
        path(f"{_BOTH}kem-theo-<int:body>/{_ARTICLE}", one, name="article_comparison"),
        path("<slug:slug>/song-ngu/<slug:language>/", versions.bilingual, name="bilingual"),
    ]
