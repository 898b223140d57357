"""Clients of the server, and its errors as the portal knows them."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from django.core.exceptions import ImproperlyConfigured
from elastic_transport import TransportError
from elasticsearch import ApiError, Elasticsearch, NotFoundError

from ..base import EngineDown, EngineUnavailable

_PATIENCE_OF_WRITERS = 60.0  # seconds for a request that nobody waits for
_MOST_RETRIES = 2  # on other nodes, where there are several


@dataclass(frozen=True, slots=True)
class Clients:
    """The same server for those who wait and for those who do not."""

    reading: Elasticsearch
    writing: Elasticsearch


def connect(values: Mapping) -> Clients:
    """Clients as settings.SEARCH["ELASTICSEARCH"] says; nothing is asked of the server yet."""
    urls = list(values["URLS"])
    if not urls:
        raise ImproperlyConfigured("SEARCH_ENGINE=elasticsearch needs ELASTICSEARCH_URLS")
    options = {"api_key": values["API_KEY"] or None}
    if values["CA_FILE"]:
        options["ca_certs"] = values["CA_FILE"]
    if values["CA_FINGERPRINT"]:
        options["ssl_assert_fingerprint"] = values["CA_FINGERPRINT"]
    reading = Elasticsearch(
        urls,
        request_timeout=values["TIMEOUT"],
        # Only another node is worth a second attempt while somebody waits.
        max_retries=min(len(urls) - 1, _MOST_RETRIES),
        retry_on_timeout=True,
        retry_on_status=(502, 503, 504),
        **options,
    )
    writing = reading.options(request_timeout=_PATIENCE_OF_WRITERS)
    return Clients(reading, writing)


class IndexChanged(EngineUnavailable):
    """The index or one of its records went away between two requests, or was never there."""


@contextmanager
def errors_named() -> Iterator[None]:
    """Whatever goes wrong between here and the server comes out as EngineUnavailable."""
    try:
        yield
    except NotFoundError as error:
        raise IndexChanged(f"there is no such index: {error}") from error
    except (ApiError, TransportError) as error:
        raise EngineDown(f"Elasticsearch does not answer: {error}") from error
