"""The legal library in the admin: documents, vocabularies, readers' reports."""

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import (
    FieldPanel,
    HelpPanel,
    MultiFieldPanel,
    ObjectList,
    PublishingPanel,
    TabbedInterface,
)
from wagtail.admin.ui.tables import Column
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import (
    EditView,
    InspectView,
    SnippetViewSet,
    SnippetViewSetGroup,
)

from audit.reading import ReadsPersonalData
from content.models import StandardContent
from content.models.records import Component
from content.registration import EntryForm, register_entry_form
from departments.rights import Area, has_right
from departments.viewsets import GovernedViewSet

from . import orders_hooks  # noqa: F401 - registers its hooks
from .admin_forms import LegalDocumentForm
from .desk_hooks import ContradictionsMenuItem
from .impact import urls as urls_of_impact
from .impact.admission import admit_all as admit_impact
from .models import DocumentType, ErrorReport, Issuer, LegalDocument
from .review_hooks import DocumentCreateView, DocumentEditView, ReviewColumn
from .uploading import urls
from .uploading.rules import admit_all as admit_uploads
from .views.contradictions_desk import REPORT


class LegalDocumentViewSet(GovernedViewSet):
    model = LegalDocument
    add_view_class = DocumentCreateView
    edit_view_class = DocumentEditView
    icon = "doc-full"
    menu_label = _("Văn bản")
    list_display = [
        "title",
        "number",
        "type",
        Column("issued_on", label=_("Ban hành"), sort_key="issued_on"),
        Column("status_label", label=_("Hiệu lực")),
        ReviewColumn("review_label", label=_("Rà soát"), sort_key="needs_review"),
    ]
    list_filter = ["type", "issuer", "needs_review", "live", "stated_status"]
    search_fields = ["title", "number", "number_key"]
    list_per_page = 30
    ordering = ["-created_at"]

    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    HelpPanel(template="legal_library/admin/text_panel.html"),
                    FieldPanel("text_file"),
                    FieldPanel("draft_text"),
                ],
                heading=_("Toàn văn"),
            ),
            ObjectList(
                [
                    MultiFieldPanel(
                        [FieldPanel("type"), FieldPanel("number"), FieldPanel("title")],
                        heading=_("Văn bản"),
                    ),
                    MultiFieldPanel(
                        [
                            FieldPanel("issuer"),
                            FieldPanel("co_issuers"),
                            FieldPanel("issued_on"),
                            FieldPanel("signer"),
                            FieldPanel("signer_title"),
                            FieldPanel("gazette"),
                        ],
                        heading=_("Ban hành"),
                    ),
                    FieldPanel("summary"),
                    FieldPanel("review_notes"),
                    PublishingPanel(),
                ],
                heading=_("Thuộc tính"),
            ),
            ObjectList(
                [
                    FieldPanel("effective_from"),
                    FieldPanel("effective_to"),
                    FieldPanel("stated_status"),
                    FieldPanel("status_reason"),
                    FieldPanel("territory"),
                ],
                heading=_("Hiệu lực"),
            ),
            ObjectList(
                [
                    FieldPanel("source_file"),
                    FieldPanel("slug"),
                    FieldPanel("language"),
                    *StandardContent.standard_panels,
                ],
                heading=_("Nguồn, chủ đề"),
            ),
        ],
        base_form_class=LegalDocumentForm,
    )


class DocumentTypeViewSet(SnippetViewSet):
    model = DocumentType
    icon = "list-ol"
    menu_label = _("Loại văn bản")
    list_display = ["name", "abbreviation", "rank", "is_normative"]


class IssuerViewSet(SnippetViewSet):
    model = Issuer
    icon = "group"
    menu_label = _("Cơ quan ban hành")
    list_display = ["name", "abbreviation", "level", "valid_from", "valid_to"]
    list_filter = ["level"]
    search_fields = ["name", "abbreviation"]


class ErrorReportForm(ReadsPersonalData, EditView):
    personal_fields = ("contact",)


class ErrorReportPage(ReadsPersonalData, InspectView):
    personal_fields = ("contact",)


class ErrorReportViewSet(GovernedViewSet):
    model = ErrorReport
    edit_view_class = ErrorReportForm
    inspect_view_class = ErrorReportPage
    icon = "warning"
    menu_label = _("Báo lỗi")
    list_display = ["document", "place", "kind", "reported_at", "handled_at"]
    list_filter = ["kind", "handled_at"]
    search_fields = ["message", "place"]
    panels = [
        MultiFieldPanel(
            [
                FieldPanel("document", read_only=True),
                FieldPanel("place", read_only=True),
                FieldPanel("kind", read_only=True),
                FieldPanel("message", read_only=True),
                FieldPanel("contact", read_only=True),
            ],
            heading=_("Người đọc báo"),
        ),
        MultiFieldPanel([FieldPanel("handled_at"), FieldPanel("outcome")], heading=_("Xử lý")),
    ]


class ContentMenuItem(MenuItem):
    """Shown to everybody who sees the content of some unit."""

    def is_shown(self, request):
        return has_right(request.user, Area.CONTENT, "view")


@register_snippet
class LegalLibraryViewSetGroup(SnippetViewSetGroup):
    items = (LegalDocumentViewSet, DocumentTypeViewSet, IssuerViewSet, ErrorReportViewSet)
    menu_icon = "folder-open-inverse"
    menu_label = _("Tủ sách pháp luật")
    menu_order = 150

    def get_submenu_items(self):
        uploads = ContentMenuItem(
            _("Nhập nhiều văn bản"), reverse("uploads:list"), icon_name="upload", order=15
        )
        wrong = ContradictionsMenuItem(
            _("Mâu thuẫn hiệu lực"), reverse(REPORT), icon_name="warning", order=40
        )
        changed = ContentMenuItem(
            _("Căn cứ thay đổi"), reverse("impact:list"), icon_name="warning", order=60
        )
        return [*super().get_submenu_items(), uploads, wrong, changed]


admit_uploads()
admit_impact()


@hooks.register("register_admin_urls")
def impact_urls():
    return [path("can-cu-thay-doi/", include(urls_of_impact))]


@hooks.register("register_admin_urls")
def upload_urls():
    return [path("nhap-van-ban/", include(urls))]


register_entry_form(
    EntryForm(Component.DOCUMENTS, _("văn bản"), "wagtailsnippets_legal_library_legaldocument:add")
)
