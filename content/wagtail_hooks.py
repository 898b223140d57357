"""Topics and audiences in the admin, and the rule of two people in its editors."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from . import publishing
from .models import Audience, Topic


class TopicViewSet(SnippetViewSet):
    model = Topic
    icon = "tag"
    menu_label = _("Chủ đề pháp điển")
    list_display = ["name", "code", "parent"]
    search_fields = ["name", "code"]


class AudienceViewSet(SnippetViewSet):
    model = Audience
    icon = "group"
    menu_label = _("Đối tượng")
    list_display = ["name", "code"]


@register_snippet
class ClassificationViewSetGroup(SnippetViewSetGroup):
    items = (TopicViewSet, AudienceViewSet)
    menu_icon = "tag"
    menu_label = _("Phân loại")
    menu_order = 170


@hooks.register("construct_page_action_menu")
def hide_publishing_of_pages(menu_items, request, context):
    publishing.hide_publishing(menu_items, request, context.get("page"))


@hooks.register("construct_snippet_action_menu")
def hide_publishing_of_models(menu_items, request, context):
    publishing.hide_publishing(menu_items, request, context.get("instance"))


@hooks.register("before_publish_page")
@hooks.register("before_publish")
def refuse_own_work(request, instance):
    return publishing.refuse_own_work(request, instance)


# Before the editor of translations answers.
@hooks.register("before_edit_page", order=-10)
@hooks.register("before_edit_snippet", order=-10)
def refuse_own_translation(request, instance):
    return publishing.refuse_own_translation(request, instance)


@hooks.register("after_create_page")
def explain_unpublished(request, page):
    publishing.explain_unpublished(request, page)


@hooks.register("before_bulk_action")
def refuse_own_works(request, action_type, objects, action):
    if action_type == "publish":
        return publishing.refuse_own_works(request, objects, action.next_url)
    return None
