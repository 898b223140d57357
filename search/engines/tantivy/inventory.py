"""All that an index holds, for the comparison with the database."""

from collections import Counter
from collections.abc import Collection, Iterator

from tantivy import FieldType, Query

from ...indexed import read_owner
from ..base import Held, Owner, batched
from .reading import Generation, OpenIndex

# Numbers of records are spread evenly; a slice of them at a time keeps memory small.
_SLICES = 64
_TOGETHER = 500
_SLICE = 2**63 // _SLICES


def held_records(generation: Generation) -> Iterator[Held]:
    for start in range(0, 2**63, _SLICE):
        passages = Counter(
            identity for (identity,) in _columns(generation.passages, start, "record")
        )
        for identity, content in _columns(generation.records, start, "id", "hash"):
            yield Held(identity, content, passages.pop(identity, 0))
        for identity, number in passages.items():
            yield Held(identity, 0, number)


def _columns(index: OpenIndex, start: int, *names: str) -> Iterator[tuple[int, ...]]:
    """The values of these fields for all documents whose first one is within the slice."""
    searcher = index.searcher()
    within = Query.range_query(index.schema, names[0], FieldType.Integer, start, start + _SLICE - 1)
    hits = searcher.search(within, max(searcher.num_docs, 1), count=False).hits
    addresses = [address for _, address in hits]
    return zip(*(searcher.fast_field_values(name, addresses) for name in names), strict=True)


def owners_of(generation: Generation, identities: Collection[int]) -> dict[int, Owner]:
    searcher = generation.records.searcher()
    found = {}
    for part in batched(identities, _TOGETHER):
        query = Query.term_set_query(generation.records.schema, "id", part)
        hits = searcher.search(query, 2 * len(part), count=False).hits  # should some be there twice
        addresses = [address for _, address in hits]
        numbers = searcher.fast_field_values("id", addresses)
        for identity, address in zip(numbers, addresses, strict=True):
            found[identity] = read_owner(searcher.doc(address).get_first("payload"))
    return found
