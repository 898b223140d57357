"""The review of a text in the admin: its addresses, and who may open them."""

from django.urls import path

from departments.gate import Rule, admit, of_object
from departments.rights import Area

from ..models import LegalDocument
from .review import ReviewView, StepView
from .review_more import AttributesView, CompareView, FinishView, page_of_source

urlpatterns = [
    path("van-ban/<int:pk>/ra-soat/", ReviewView.as_view(), name="legal_library_review"),
    path("van-ban/<int:pk>/ra-soat/buoc/", StepView.as_view(), name="legal_library_review_step"),
    path(
        "van-ban/<int:pk>/ra-soat/thuoc-tinh/",
        AttributesView.as_view(),
        name="legal_library_review_attributes",
    ),
    path(
        "van-ban/<int:pk>/ra-soat/so-sanh/",
        CompareView.as_view(),
        name="legal_library_review_compare",
    ),
    path(
        "van-ban/<int:pk>/ra-soat/xong/", FinishView.as_view(), name="legal_library_review_finish"
    ),
    path(
        "van-ban/<int:pk>/ra-soat/trang/<int:number>.jpg",
        page_of_source,
        name="legal_library_review_page",
    ),
]


def admit_all() -> None:
    changes = of_object(LegalDocument, Area.CONTENT, "change")
    for route in urlpatterns:
        admit(route.name, Rule(reads=changes, writes=changes))
