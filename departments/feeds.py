"""What a unit publishes, for programs that read along."""

from django.http import HttpResponse
from django.utils.feedgenerator import Atom1Feed


def atom_feed(request, page, records) -> HttpResponse:
    """The newest *records* of *page*, a section or one of its components, as Atom."""
    feed = Atom1Feed(
        title=page.title,
        link=request.build_absolute_uri(page.get_url()),
        description=page.summary,
        language=page.locale.language_code,
        feed_url=request.build_absolute_uri(),
        author_name=str(page.owner_unit or ""),
    )
    for record in records:
        feed.add_item(
            title=record.title,
            link=request.build_absolute_uri(record.url),
            description=record.summary,
            unique_id=record.uuid.urn,
            pubdate=record.published_at,
            updateddate=record.updated_at,
        )
    return HttpResponse(feed.writeString("utf-8"), content_type=f"{feed.content_type}")
