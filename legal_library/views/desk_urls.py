"""Relations and validity in the admin: addresses, and who may open them."""

from django.urls import path

from departments.gate import Rule, admit, anywhere, of_object
from departments.rights import Area

from ..models import LegalDocument
from .contradictions_desk import REPORT, ContradictionsView
from .desk import RELATIONS, VALIDITY
from .relation_desk import RelationsView, RelationView
from .validity_desk import ValidityView

urlpatterns = [
    path("van-ban/<int:pk>/quan-he/", RelationsView.as_view(), name=RELATIONS),
    path(
        "van-ban/<int:pk>/quan-he/moi/", RelationView.as_view(), name="legal_library_relation_add"
    ),
    path(
        "van-ban/<int:pk>/quan-he/<int:relation>/",
        RelationView.as_view(),
        name="legal_library_relation",
    ),
    path("van-ban/<int:pk>/hieu-luc/", ValidityView.as_view(), name=VALIDITY),
    path("mau-thuan-hieu-luc/", ContradictionsView.as_view(), name=REPORT),
]


def admit_all() -> None:
    """What is decided here is public at once: it takes the right to publish the document."""
    sees = of_object(LegalDocument, Area.CONTENT, "change")
    decides = of_object(LegalDocument, Area.CONTENT, "publish")
    for route in urlpatterns[:-1]:
        admit(route.name, Rule(reads=sees, writes=decides))
    admit(REPORT, Rule(reads=anywhere(Area.CONTENT, "change")))
