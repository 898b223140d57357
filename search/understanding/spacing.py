"""Words written together: “dangkykhaisinh” is “dang ky khai sinh”. Pure Python."""

from collections.abc import Iterable, Mapping
from math import log

from ..analysis import folded
from .knowing import Frequencies
from .syllables import is_syllable

_SHORTEST = 5  # “andat” could still be two; anything shorter is an abbreviation
_LONGEST = 60  # letters; a question written together is no question
_LONGEST_SYLLABLE = 7  # “nghieng”
_COMMON = 1_000_000  # records; more than any pair is in


def split_joined(tokens: list[str], frequencies: Frequencies) -> dict[str, str]:
    """Which of *tokens* (lower case, composed) are several syllables, and which.

    A word that the index has is left as it is, and so is one that comes apart only into
    syllables that never stand together there (“online” is on, li, ne).
    """
    joined = [token for token in tokens if _may_be_joined(token)]
    known = frequencies(joined, spelled=True) if joined else {}
    parted = {token: _best_parts(token, frequencies) for token in joined if not known[token]}
    return {token: " ".join(parts) for token, parts in parted.items() if parts}


def _may_be_joined(token: str) -> bool:
    return _SHORTEST <= len(token) <= _LONGEST and token.isalpha() and not is_syllable(token)


def _best_parts(token: str, frequencies: Frequencies) -> list[str]:
    """The syllables of *token* whose neighbours are known best; nothing if some are unknown."""
    starts = _syllables_from(token)
    if not starts:
        return []
    plain = dict(
        zip(parts := {p for ps in starts.values() for p in ps}, folded(parts), strict=True)
    )
    pairs = {
        f"{plain[first]}_{plain[second]}"
        for place, found in starts.items()
        for first in found
        for second in starts.get(place + len(first), ())
    }
    return _most_likely(token, starts, plain, frequencies(pairs))


def _syllables_from(token: str) -> dict[int, list[str]]:
    """For each place that syllables from the start lead to, the syllables that begin there."""
    starts: dict[int, list[str]] = {}
    open_places = [0]
    while open_places:
        place = open_places.pop()
        if place in starts or place == len(token):
            continue
        ends = range(place + 1, min(place + _LONGEST_SYLLABLE, len(token)) + 1)
        starts[place] = [token[place:end] for end in ends if is_syllable(token[place:end])]
        open_places.extend(place + len(found) for found in starts[place])
    return starts


def _most_likely(
    token: str,
    starts: Mapping[int, Iterable[str]],
    plain: Mapping[str, str],
    known: Mapping[str, int],
) -> list[str]:
    """The path through *starts* to the end whose pairs are all known, and rarest the least.

    Each pair costs something, so that “khai sinh” is not “kha i sinh”.
    """
    # (place reached, last syllable) → (cost, path); no syllable leads backwards.
    best = {(len(first), first): (0.0, [first]) for first in starts.get(0, ())}
    for place in sorted(starts):
        for last, (cost, path) in [(k[1], v) for k, v in best.items() if k[0] == place]:
            for following in starts[place]:
                count = known.get(f"{plain[last]}_{plain[following]}")
                if not count:
                    continue
                state = (place + len(following), following)
                longer = (cost + log(_COMMON / (1 + count)), [*path, following])
                if state not in best or longer[0] < best[state][0]:
                    best[state] = longer
    finished = [item for (place, _), item in best.items() if place == len(token)]
    return min(finished)[1] if finished else []
