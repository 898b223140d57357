"""How readers narrow the list of news."""

from content.filters import ContentFilterSet, TopicFilter, UnitFilter


class NewsFilter(ContentFilterSet):
    topic = TopicFilter()
    unit = UnitFilter()
