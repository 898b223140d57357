"""News."""

import factory
import wagtail_factories

from news.models import NewsIndexPage, NewsPage

from .home import site_home


class NewsIndexPageFactory(wagtail_factories.PageFactory):
    title = "Tin tức"
    slug = "tin-tuc"
    parent = factory.LazyFunction(site_home)

    class Meta:
        model = NewsIndexPage


class NewsPageFactory(wagtail_factories.PageFactory):
    title = factory.Sequence(lambda number: f"Tin số {number}")
    summary = "Một câu tóm tắt."

    class Meta:
        model = NewsPage
