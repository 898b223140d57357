"""Who may do what with the words and pins of the search.

The search and the rights stand on one floor and do not know each other.
"""

from departments.gate import Rule, admit, province
from departments.policies import govern
from departments.rights import Area
from search.models import PinnedResult, SynonymSet


def connect() -> None:
    for model in (SynonymSet, PinnedResult):
        govern(model, Area.VOCABULARY, unit="")
    admit("search_admin:week", Rule(reads=province(Area.VOCABULARY, "view")))
    adds = province(Area.VOCABULARY, "add")
    admit("search_admin:pin", Rule(reads=adds, writes=adds))
