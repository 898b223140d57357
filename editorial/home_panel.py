"""What waits, on the first page of the admin."""

from wagtail.admin.ui.components import Component

from .inbox import Inbox

SHOWN = 6


class WaitingPanel(Component):
    name = "waiting"
    order = 50
    template_name = "editorial/home_panel.html"

    def __init__(self, user):
        self.user = user

    def get_context_data(self, parent_context):
        inbox = Inbox(self.user)
        kinds = inbox.kinds()
        return {
            "kinds": kinds,
            "total": sum(kind.count for kind in kinds),
            "entries": inbox.entries(first=SHOWN) if kinds else [],
        }
