"""What waits, on the first page of the admin."""

from django.forms import Media
from wagtail.admin.ui.components import Component

from .inbox import Inbox

SHOWN = 6


class WaitingPanel(Component):
    name = "waiting"
    order = 50
    template_name = "editorial/home_panel.html"
    media = Media(css={"all": ["css/admin/editorial.css"]})

    def __init__(self, user):
        self.user = user

    def get_context_data(self, parent_context):
        inbox = Inbox(self.user)
        total = inbox.total()
        return {
            "total": total,
            "entries": inbox.entries(first=SHOWN) if total else [],
        }
