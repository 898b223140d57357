"""Who may open which page about uploads: the gate asks here before the page runs."""

from departments.gate import Rule, admit, anywhere, of_object
from departments.rights import Area

from ..models import UploadBatch


def admit_all() -> None:
    sends = anywhere(Area.CONTENT, "add")
    sees = of_object(UploadBatch, Area.CONTENT, "view")
    works = of_object(UploadBatch, Area.CONTENT, "add")
    admit("uploads:list", Rule(reads=anywhere(Area.CONTENT, "view")))
    admit("uploads:list_results", Rule(reads=anywhere(Area.CONTENT, "view")))
    admit("uploads:new", Rule(reads=sends, writes=sends))
    admit("uploads:template", Rule(reads=sends))
    admit("uploads:batch", Rule(reads=sees, writes=works))
    admit("uploads:upload_progress", Rule(reads=sees, writes=works))
    admit("uploads:report", Rule(reads=sees))
