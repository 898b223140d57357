"""Changes of a generation: both indexes are committed together, passages first."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import tantivy

from content.registration import SearchRecord

from ...indexed import IndexedRecord, indexed
from ..base import IndexUpdate, object_of
from .schema import PASSAGE_FIELDS, RECORD_FIELDS, build, passage_document, record_document

_UPDATE_MEMORY = 30_000_000
_REBUILD_MEMORY = 200_000_000


class TantivyUpdate(IndexUpdate):
    def __init__(self, records: tantivy.IndexWriter, passages: tantivy.IndexWriter):
        self._records = records
        self._passages = passages
        self.added = 0

    def remove(self, source: str, primary_key: int) -> None:
        owner = object_of(source, str(primary_key))
        self._passages.delete_documents_by_term("object", owner)
        self._records.delete_documents_by_term("object", owner)

    def add(self, source: str, record: SearchRecord) -> None:
        self.add_indexed(indexed(source, record))

    def add_indexed(self, record: IndexedRecord) -> None:
        for passage in record.passages:
            self._passages.add_document(passage_document(record, passage))
        self._records.add_document(record_document(record))
        self.added += 1

    def discard(self, identities: Collection[int]) -> None:
        for identity in identities:
            self._passages.delete_documents_by_term("record", identity)
            self._records.delete_documents_by_term("id", identity)

    def commit(self) -> None:
        # A record without passages would be quoted badly, a passage without its record is
        # not found at all: should the process die in between, passages are the lesser loss.
        for writer in (self._passages, self._records):
            writer.commit()

    def close(self) -> None:
        """Finish merging and free Tantivy's own lock; what was not committed is forgotten."""
        for writer in (self._passages, self._records):
            with suppress(Exception):  # a writer that failed has nothing left to finish
                writer.rollback()
            with suppress(Exception):
                writer.wait_merging_threads()


def create(folder: Path) -> None:
    """Empty indexes in *folder*."""
    for part, fields in (("records", RECORD_FIELDS), ("passages", PASSAGE_FIELDS)):
        (folder / part).mkdir(parents=True, exist_ok=True)
        tantivy.Index(build(fields), str(folder / part))


@contextmanager
def writing(folder: Path, *, rebuild: bool = False) -> Iterator[TantivyUpdate]:
    """Writers of *folder*, made anew each time because one that failed stays dead."""
    memory = _REBUILD_MEMORY if rebuild else _UPDATE_MEMORY
    writers = [
        tantivy.Index.open(str(folder / part)).writer(memory, 1) for part in ("records", "passages")
    ]
    for writer in writers:
        # Who was killed in a commit left files that the next one would be refused to write.
        writer.garbage_collect_files()
    update = TantivyUpdate(*writers)
    try:
        yield update
        update.commit()
    finally:
        update.close()
