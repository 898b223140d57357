from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LegalLibraryConfig(AppConfig):
    name = "legal_library"
    verbose_name = _("Tủ sách pháp luật")

    def ready(self):
        from audit.registration import register_words
        from content.registration import register_law_reader
        from departments.policies import govern
        from departments.rights import Area

        from . import relating
        from .amending import following as orders
        from .bases import read_address
        from .citing import following
        from .defining import storing as defining
        from .impact.following import connect as follow_the_law
        from .models import DocumentType, ErrorReport, Issuer, LegalDocument, UploadBatch

        register_law_reader(read_address)
        register_words(
            "what",
            {
                "structure": _("rà soát cấu trúc"),
                "amendments": _("áp dụng sửa đổi"),
                "basis_confirmed": _("xác nhận căn cứ vẫn đúng"),
                "basis_withdrawn": _("gỡ vì căn cứ đã đổi"),
            },
        )
        relating.connect()
        following.connect()
        defining.connect()
        orders.connect()
        follow_the_law()
        govern(LegalDocument, Area.CONTENT)
        govern(UploadBatch, Area.CONTENT)
        govern(ErrorReport, Area.REPORTS, unit="document__owner_unit")
        govern(DocumentType, Area.VOCABULARY, unit="")
        govern(Issuer, Area.VOCABULARY, unit="")
