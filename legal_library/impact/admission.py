"""Who may open which page about changed bases: the gate asks here before the page runs."""

from content.models import ContentRecord
from departments.gate import Rule, admit, anywhere, of_object
from departments.rights import Area


def admit_all() -> None:
    sees = anywhere(Area.CONTENT, "view")
    works = anywhere(Area.CONTENT, "change")
    admit("impact:list", Rule(reads=sees, writes=works))
    admit("impact:report", Rule(reads=sees))
    admit("impact:report_file", Rule(reads=sees))
    admit(
        "impact:item",
        Rule(
            reads=of_object(ContentRecord, Area.CONTENT, "view"),
            writes=of_object(ContentRecord, Area.CONTENT, "change"),
        ),
    )
    withdraws = of_object(ContentRecord, Area.CONTENT, "publish")
    admit("impact:withdraw", Rule(reads=withdraws, writes=withdraws))
