"""The diacritics that a query without any most likely means, where they are hardly in doubt.

“dau tu cong” is “đầu tư công”: of all spellings of its syllables these are by far the ones
that stand beside each other. They only order what is found, as typed diacritics do. Pure Python.
"""

from functools import cache
from itertools import pairwise
from math import log

from ..analysis import folded
from .knowing import Frequencies
from .syllables import ACUTE, DOT, STOPPED, TONES, toneless_syllables, with_tone

_MOST_WORDS = 12
_MOST_SPELLINGS = 8  # of one syllable, the best known
_UNKNOWN_PAIR = 0.05
# How much better known, in powers of e, the best reading must be than one with another spelling.
_MARGIN = 1.5


def likely_spelling(words: list[str], frequencies: Frequencies) -> list[str]:
    """*words* (folded) with their diacritics; nothing where that would be a guess."""
    if not 1 < len(words) <= _MOST_WORDS or not all(word.isalpha() for word in words):
        return []
    options = [_spellings().get(word, (word,)) for word in words]
    known = frequencies({option for found in options for option in found}, spelled=True)
    options = [
        sorted((o for o in found if known[o]), key=lambda o: -known[o])[:_MOST_SPELLINGS] or [word]
        for word, found in zip(words, options, strict=True)
    ]
    together = frequencies(
        {f"{a}_{b}" for left, right in pairwise(options) for a in left for b in right},
        spelled=True,
    )

    def step(first: str, second: str) -> float:
        return log(_UNKNOWN_PAIR + together[f"{first}_{second}"])

    score, best = _best_path(options, step)
    for place, found in enumerate(options):
        others = [option for option in found if option != best[place]]
        if others:
            other, _ = _best_path([*options[:place], others, *options[place + 1 :]], step)
            if other > score - _MARGIN:
                return []
    return [] if all(word.isascii() for word in best) else best


def _best_path(options: list[list[str]], step) -> tuple[float, list[str]]:
    paths = {option: (0.0, [option]) for option in options[0]}
    for found in options[1:]:
        paths = {
            option: max(
                (score + step(last, option), [*path, option])
                for last, (score, path) in paths.items()
            )
            for option in found
        }
    return max(paths.values())


@cache
def _spellings() -> dict[str, tuple[str, ...]]:
    """Every folded syllable with all that it may be the bare letters of."""
    found: dict[str, set[str]] = {}
    for bare in toneless_syllables():
        tones = (ACUTE, DOT) if STOPPED.search(bare) else ("", *TONES)
        # As the index folds, with i for y where spelling wavers.
        [plain] = folded([bare])
        found.setdefault(plain, set()).update(with_tone(bare, tone) for tone in tones)
    return {plain: tuple(sorted(spelled)) for plain, spelled in found.items()}
