"""Legal documents, their texts and structure, their relations, and what readers report."""

from .amendments import AmendmentInstruction
from .bases import LegalBasis
from .citations import Citation
from .codification import CodificationImport, CodifiedArticle
from .definitions import Definition
from .documents import LegalDocument
from .events import Relation, StatusOverride, ValidityEvent
from .expressions import Expression, Provision
from .reports import ErrorReport
from .reviews import ReviewStep, TextReview
from .sources import DocumentSource
from .uploads import UploadBatch, UploadedFile, UploadState
from .vocabulary import DocumentType, Issuer

__all__ = [
    "AmendmentInstruction",
    "Citation",
    "CodificationImport",
    "CodifiedArticle",
    "Definition",
    "DocumentSource",
    "DocumentType",
    "ErrorReport",
    "Expression",
    "Issuer",
    "LegalBasis",
    "LegalDocument",
    "Provision",
    "Relation",
    "ReviewStep",
    "StatusOverride",
    "TextReview",
    "UploadBatch",
    "UploadState",
    "UploadedFile",
    "ValidityEvent",
]
