"""What the stages of a search ask of an index.

Tokens come ready-made from `search.analysis`: fields are split at blanks and ranked by
BM25 (k1 1.2, b 0.75), terms of a query are joined by OR and weigh alike. Every index holds
records and passages apart, because BM25 weighs by counts and average lengths.
"""

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

from content.registration import Passage, SearchRecord

from ..analysis import QueryTerms
from ..facets import Profile
from ..stored_words import StoredWords

# Of the records found without a query's common words, how many get the scores of these words.
WEIGHED = 100

# A record that was found: its score, its number, and what only the engine understands.
Found = tuple[float, int, object]


@dataclass(slots=True)
class Candidate:
    """A record that may be shown. What only the engine understands is in *address*."""

    identity: int  # the record's number, the same in every engine
    score: float
    profile: Profile
    authority: int  # how often it is cited
    address: object = None
    ordinal: int = 0  # the article's number within its document; neighbours differ by one
    exact: float = 0.0  # share of the terms as typed that it has, where that was asked for


@dataclass(frozen=True, slots=True)
class PassageHit:
    """The best passage of a record."""

    score: float
    address: object = None


@dataclass(frozen=True, slots=True)
class Stored:
    """A record as it was kept: for the page without its body, for closeness as words."""

    record: SearchRecord
    words: StoredWords
    passage: Passage | None = None


class IndexReader(ABC):
    """The questions of one search to records and passages, as of one state of the index."""

    documents: int  # records that there are, for the weights of terms

    def candidates(
        self,
        terms: QueryTerms,
        *,
        limit: int,
        spelled: bool = False,
        cutoff: float = 0.0,
        common: Collection[str] = (),
    ) -> list[Candidate]:
        """The *limit* best records, the best first, down to *cutoff* of the best score.

        Ranked by the field “folded” with the best of `terms.readings`, each reading the sum
        over its terms times its weight. Restricted to records with all terms of
        `terms.required`, which is (field, term). With *spelled*, each has the share of
        `terms.exact` that its field “exact” contains.

        *common* are terms that a large part of the records has: they say little, and to go
        through all these records is most of a search's time. So they find none, and are weighed
        in the first WEIGHED only; for the others the mean of those stands in.
        """
        exact = terms.exact if spelled else ()
        found = self.found(terms, limit=limit, left_out=common, exact=exact)
        if common and len(found) < WEIGHED:
            found = self.found(terms, limit=limit, exact=exact)
        elif common:
            found = self._with_common(found, [term for term in terms.folded if term in common])
        least = cutoff * found[0][0] if found else 0.0
        return self.described([one for one in found if one[0] >= least], exact)

    def _with_common(self, found: list[Found], common: list[str]) -> list[Found]:
        first, rest = found[:WEIGHED], found[WEIGHED:]
        scores = self.scores([identity for _, identity, _ in first], common) if common else {}
        mean = sum(scores.values()) / len(first)
        weighed = [(score + scores.get(one, 0.0), one, address) for score, one, address in first]
        weighed += [(score + mean, one, address) for score, one, address in rest]
        return sorted(weighed, key=itemgetter(0), reverse=True)

    @abstractmethod
    def found(
        self,
        terms: QueryTerms,
        *,
        limit: int,
        left_out: Collection[str] = (),
        exact: Sequence[str] = (),
    ) -> list[Found]:
        """The best records, the best first; see `candidates`. What has *exact* may be noted."""

    @abstractmethod
    def scores(self, among: Sequence[int], terms: Iterable[str]) -> Mapping[int, float]:
        """How well a few records have *terms* in the field “folded”; those that have any."""

    @abstractmethod
    def described(self, found: Sequence[Found], exact: Sequence[str] = ()) -> list[Candidate]:
        """What is filtered and ranked by of the records found, in their order.

        Each with the share of *exact* that its field “exact” contains.
        """

    @abstractmethod
    def passages(self, among: Sequence[Candidate], terms: QueryTerms) -> Mapping[int, PassageHit]:
        """The best passage of each record by its identity.

        Ranked as `candidates` are, but by the `passage_terms` of each reading.
        """

    @abstractmethod
    def read(
        self, candidates: Sequence[Candidate], passages: Mapping[int, PassageHit]
    ) -> list[Stored]:
        """What is kept of *candidates*, in their order, each with its passage of *passages*."""

    @abstractmethod
    def frequencies(self, field: str, terms: Iterable[str]) -> dict[str, int]:
        """In how many records the field has each of *terms*."""

    @abstractmethod
    def matching(
        self,
        *,
        sources: Iterable[str] = (),
        names: Iterable[str] = (),
        place: str = "",
        required: Iterable[tuple[str, str]] = (),
        limit: int,
    ) -> list[Candidate]:
        """Records that fulfil all that is given: one of *sources*, one of *names*, the *place*,
        and all of *required*, which is (field, term). BM25 of these orders them.
        """

    @abstractmethod
    def passages_of(self, candidates: Sequence[Candidate]) -> list[list[Passage]]:
        """All passages of each record in the order of its text."""
