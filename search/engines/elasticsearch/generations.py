"""The indexes on the server: a pair for each rebuild, and aliases that name the current pair.

An alias carries the hash of the schema, so that a portal of another version, perhaps on another
machine that is not updated yet, never reads what it does not know.
"""

import time
from contextlib import suppress
from uuid import uuid4

from elasticsearch import Elasticsearch, NotFoundError

from ..base import EngineUnavailable, IndexMissing
from .schema import PASSAGES, RECORDS, SCHEMA_HASH, template
from .writing import Names

_PARTS = (RECORDS, PASSAGES)


class Generations:
    def __init__(self, client: Elasticsearch, prefix: str, shards: int):
        self._client = client
        self._prefix = prefix
        self._shards = shards
        self.current = self._named(RECORDS, PASSAGES)

    def require(self) -> None:
        """Raise EngineUnavailable, saying why, unless there is a current generation."""
        aliases = [self.current.records, self.current.passages]
        if all(self._client.indices.exists_alias(name=alias) for alias in aliases):
            return
        if any(state["aliases"] for state in self._all().values()):
            raise EngineUnavailable("the search index is of another version: run rebuild_search")
        raise IndexMissing("no search index has been built yet")

    def create(self) -> Names:
        """An empty pair of indexes; what a rebuild that was killed left behind is deleted."""
        self._delete([name for name, state in self._all().items() if not state["aliases"]])
        stamp = f"{int(time.time())}-{uuid4().hex[:6]}"
        for part in _PARTS:
            alias = getattr(self.current, part)
            body = template(part, f"{alias}-*", shards=self._shards)
            self._client.indices.put_index_template(name=f"{self._prefix}-{part}", **body)
            self._client.indices.create(index=f"{alias}-{stamp}")
        return Names(f"{self.current.records}-{stamp}", f"{self.current.passages}-{stamp}")

    def switch_to(self, names: Names) -> None:
        """Make *names* the current pair in one step, and delete all others."""
        others = [name for name in self._all() if name not in (names.records, names.passages)]
        actions = [
            {"remove": {"index": name, "alias": "*", "must_exist": False}} for name in others
        ]
        for part in _PARTS:
            alias = {"index": getattr(names, part), "alias": getattr(self.current, part)}
            actions.append({"add": alias})
        self._client.indices.update_aliases(actions=actions)
        self._delete(others)

    def delete(self, names: Names) -> None:
        self._delete([names.records, names.passages])

    def delete_all(self) -> None:
        self._delete(list(self._all()))
        for part in _PARTS:
            with suppress(NotFoundError):
                self._client.indices.delete_index_template(name=f"{self._prefix}-{part}")

    def _named(self, *parts: str) -> Names:
        return Names(*(f"{self._prefix}-{part}-{SCHEMA_HASH}" for part in parts))

    def _all(self) -> dict[str, dict]:
        """All indexes of this portal with their aliases."""
        patterns = [f"{self._prefix}-{part}-*" for part in _PARTS]
        return dict(self._client.indices.get_alias(index=patterns))

    def _delete(self, names: list[str]) -> None:
        if names:
            self._client.indices.delete(index=names, ignore_unavailable=True)
