"""What tells one query from another. Pure Python."""

from .analysis import folded, syllables

QUERY_LENGTH = 150  # what is longer is somebody's story, and not kept


def query_key(query: str) -> str:
    """What all spellings of a query have in common: “Thu hồi đất?” gives “thu hoi dat”."""
    return " ".join(folded(syllables(query)))[:QUERY_LENGTH]
