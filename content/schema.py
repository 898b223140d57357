"""Standard content in the words of schema.org, for search engines and harvesters."""

from .models.standard import Licence, StandardContent

LICENCE_URLS = {
    Licence.OPEN: "https://creativecommons.org/licenses/by/4.0/",
    Licence.NON_COMMERCIAL: "https://creativecommons.org/licenses/by-nc/4.0/",
}


def describe(item: StandardContent, *, schema_type: str, url: str, **facts) -> dict:
    """What every item says of itself; *facts* add to it, and what is unknown is left out."""
    owner = (
        {"@type": "GovernmentOrganization", "name": item.owner_unit.name}
        if item.owner_unit
        else None
    )
    data = {
        "@context": "https://schema.org",
        "@type": schema_type,
        "@id": f"urn:uuid:{item.uuid}",
        "url": url,
        "name": item.title,
        "description": item.summary,
        "datePublished": item.first_published_at,
        "dateModified": item.last_published_at,
        "publisher": owner,
        "creditText": item.source_credit,
        "license": LICENCE_URLS.get(item.licence),
        **facts,
    }
    return {key: value for key, value in data.items() if value not in (None, "", [])}
