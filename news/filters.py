"""How readers narrow the list of news."""

from content.filters import ContentFilterSet, TopicFilter


class NewsFilter(ContentFilterSet):
    topic = TopicFilter()
