"""Over the same records Elasticsearch answers as the embedded engine does, to the last figure."""

import random
from dataclasses import replace

import pytest
from django.conf import settings

from content.references import number_terms
from search.analysis import Reading, phrase, query_terms
from search.engines.base import NEWEST, OLDEST
from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.locking import FileLocks
from search.engines.tantivy import TantivyEngine
from tests.search.conftest import DOCUMENTS, PROVISIONS, QUESTIONS, TODAY

LIBRARY = [
    *(("documents", record) for record in DOCUMENTS),
    *(("provisions", record) for record in PROVISIONS),
    *(("questions", record) for record in QUESTIONS),
]


@pytest.fixture(scope="module")
def both(elasticsearch_server, tmp_path_factory):
    """The embedded engine and Elasticsearch over the same small library."""
    folder = tmp_path_factory.mktemp("both")
    values = settings.SEARCH["ELASTICSEARCH"] | {"URLS": [elasticsearch_server], "TIMEOUT": 10}
    served = ElasticsearchEngine(values, prefix="portal-same", locks=FileLocks(folder))
    embedded = TantivyEngine(folder / "tantivy")
    for engine in (embedded, served):
        engine.rebuild(LIBRARY)
    yield embedded, served
    served.delete()


def answers(results) -> dict:
    """All of the results that a page shows, without the scores."""
    return {
        "hits": [
            (hit.source, hit.record, hit.status, hit.passage, hit.others) for hit in results.hits
        ],
        "total": results.total,
        "groups": results.groups,
        "more": results.more,
        "facets": {name: set(values) for name, values in results.facets.items()},
    }


def alike(one, other) -> bool:
    # Engines add up scores in single precision, in different orders.
    scores, others = ([hit.score for hit in results.hits] for results in (one, other))
    return answers(one) == answers(other) and scores == pytest.approx(others, rel=1e-5)


@pytest.mark.parametrize(
    "query",
    [
        "đất",
        "dat dai",
        "bán đồ",
        "luật đất đai",
        "vượt đèn đỏ xe máy phạt bao nhiêu",
        "nguoi su dung dat duoc nha nuoc giao dat",
        "không có chữ này trong thư viện xyzzy",
        '(đất OR "nhà*) AND {title:x} ~/.*/',
        "168/2024/NĐ-CP",
    ],
)
@pytest.mark.parametrize(
    "options",
    [
        {},
        {"grouped": True},
        {"filters": {"kind": frozenset({"provisions"}), "year": frozenset({"2024", "2013"})}},
        {"order": NEWEST, "cutoff": 0.0},
        {"order": OLDEST, "offset": 1, "limit": 2},
    ],
    ids=["plain", "grouped", "filtered", "newest", "second-page"],
)
def test_a_search_is_answered_alike(both, query, options):
    embedded, served = (e.search(query_terms(query), day=TODAY, **options) for e in both)
    if "order" in options:  # records of one day have no order of their own
        assert served.total == embedded.total
        assert [h.record.published_on for h in served.hits] == [
            h.record.published_on for h in embedded.hits
        ]
    else:
        assert alike(served, embedded)


def test_common_words_are_left_out_alike(both, monkeypatch):
    monkeypatch.setattr("search.pipeline.COMMON_RECORDS", 2)
    monkeypatch.setattr("search.engines.reader.WEIGHED", 3)
    terms = query_terms("người sử dụng đất được nhà nước giao đất có quyền gì")
    embedded, served = (engine.search(terms, day=TODAY) for engine in both)
    assert embedded.hits
    assert alike(served, embedded)


def test_anything_typed_is_answered_alike(both):
    chance = random.Random(4)
    letters = "đấtnhàởluậtthuê ’“()*?:/\\~^[]{}+-!&|<>_'\"\t٣漢字🙂𝒳éß0123"
    for _ in range(60):
        query = "".join(chance.choices(letters, k=chance.randrange(1, 400)))
        embedded, served = (engine.search(query_terms(query), day=TODAY) for engine in both)
        assert alike(served, embedded)


def test_other_readings_and_phrases_are_answered_alike(both):
    terms = replace(
        query_terms("luật nhà đất"),
        alternatives=(Reading(("dat", "dai"), ("dat_dai",), ("dat", "dai"), weight=0.7),),
    )
    quoted = replace(query_terms("giao đất"), phrases=(phrase("giao đất"),))
    for asked in (terms, quoted):
        embedded, served = (engine.search(asked, day=TODAY, cutoff=0) for engine in both)
        assert embedded.hits
        assert alike(served, embedded)


def test_documents_articles_and_laws_are_looked_up_alike(both):
    def looked_up(engine):
        names = number_terms("31/2024/QH15")[:1]
        article = engine.lookup(
            names, day=TODAY, sources=["provisions"], place="art_5", anchor="khoan-2-diem-a"
        )
        documents = engine.lookup(number_terms("168/2024/NĐ-CP"), day=TODAY, sources=["documents"])
        laws = engine.titled("luật đất đai", day=TODAY, sources=["documents"])
        return (
            [(hit.record, hit.passage) for hit in article],
            [hit.record for hit in documents],
            sorted(hit.record.number for hit in laws),
        )

    embedded, served = map(looked_up, both)
    assert served == embedded
    assert all(embedded)
    assert served[0][0][1].anchor == "khoan-2"


@pytest.mark.parametrize("typed", ["lu", "luat d", "luật đất", "168", "vượt đèn v", "zzz"])
def test_suggestions_are_alike(both, typed):
    embedded, served = (set(engine.suggest(typed, day=TODAY)) for engine in both)
    assert served == embedded


def test_frequencies_are_alike(both):
    terms = ["dat", "dat_dai", "xyzzy", *(f"t{number}" for number in range(300))]
    for spelled in (False, True):
        embedded, served = (engine.frequencies(terms, spelled=spelled) for engine in both)
        assert served == embedded
    assert embedded["dat"] == 0  # as typed it never stands there without its diacritics


def test_inventories_are_alike(both):
    embedded, served = (sorted(engine.inventory()) for engine in both)
    assert len(served) == len(LIBRARY)
    assert served == embedded
