"""Lists and choosers of the admin that show a person what is theirs to see."""

from wagtail.permissions import policy_registry
from wagtail.snippets.views.chooser import (
    ChooseResultsView,
    ChooseView,
    SnippetChooserViewSet,
)
from wagtail.snippets.views.snippets import SnippetViewSet

from .policies import visible_objects


class _VisibleMixin:
    def get_object_list(self):
        return visible_objects(self.request.user, super().get_object_list())


class VisibleChooseView(_VisibleMixin, ChooseView):
    pass


class VisibleChooseResultsView(_VisibleMixin, ChooseResultsView):
    pass


class VisibleChooserViewSet(SnippetChooserViewSet):
    """Offers what is public, and the drafts that the person may see."""

    choose_view_class = VisibleChooseView
    choose_results_view_class = VisibleChooseResultsView


class GovernedViewSet(SnippetViewSet):
    """Screens of a governed model: the list holds what the person may see, and no more."""

    chooser_viewset_class = VisibleChooserViewSet
    inspect_view_enabled = True

    def get_queryset(self, request):
        policy = policy_registry.get_by_type(self.model)
        return policy.instances_user_has_any_permission_for(request.user, {"view"})
