"""News and materials of the sample province."""

from collections.abc import Iterator

from content.models import Audience, Topic
from content.text import slug
from departments.models import Unit
from materials.models import MaterialFile, MaterialIndexPage, MaterialKind, MaterialPage
from news.models import NewsIndexPage, NewsPage

from . import media
from .bodies import bases, body
from .publishing import publish_on
from .reading import SOURCE, absent, morning, read, sample_uuid
from .sections import component_of


def missing_news() -> list[dict]:
    return absent(NewsPage, "news", read("news"))


def add_news(items) -> Iterator[None]:
    index = NewsIndexPage.objects.filter(uuid=sample_uuid("sites", "news_index")).first()
    for item in items:
        image = item.get("lead_image", {})
        page = NewsPage(
            **_standard("news", item),
            date=item["date"],
            author=item["author"],
            lead_image=media.image(image["file"]) if image else None,
            lead_image_alt=image.get("alt", ""),
            lead_image_caption=image.get("caption", ""),
        )
        _publish(index, page, item)
        yield


def missing_materials() -> list[dict]:
    return absent(MaterialPage, "materials", read("materials"))


def add_materials(items) -> Iterator[None]:
    index = MaterialIndexPage.objects.filter(uuid=sample_uuid("sites", "material_index")).first()
    for item in items:
        page = MaterialPage(
            **_standard("materials", item),
            kind=MaterialKind.objects.get(code=item["kind"]),
            author=item.get("author", ""),
            publisher=item.get("publisher", ""),
            page_count=item.get("page_count"),
            minutes=item.get("minutes"),
        )
        page.files = [
            MaterialFile(document=media.document(file["file"]), title=file["title"])
            for file in item.get("files", ())
        ]
        _publish(index, page, item)
        yield


def _standard(kind: str, item: dict) -> dict:
    return {
        "uuid": sample_uuid(kind, item["key"]),
        "title": item["title"],
        "slug": slug(item["title"], max_length=80),
        "summary": item["summary"],
        "source_credit": SOURCE,
        "owner_unit": Unit.objects.get(code=item["unit"]),
        "legal_bases": bases(item.get("bases", ())),
        "body": body(item["body"]),
        "first_published_at": morning(item["date"]),
    }


def _publish(index, page, item: dict) -> None:
    page.topics = Topic.objects.filter(code__in=item["topics"])
    page.audiences = Audience.objects.filter(code__in=item.get("audiences", ()))
    publish_on(item["date"], component_of(item) or index, page)
