"""Documents and provisions over time: what stands on a day, what made it so, what contradicts."""

from .standing import Standing, chain_of, standing, standings

__all__ = ["Standing", "chain_of", "standing", "standings"]
