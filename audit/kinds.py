"""What the log calls the kinds of things, from the names that their models give themselves."""

from django.apps import apps
from django.utils.text import capfirst


def kind_name(label: str) -> str:
    """“legal_library.legaldocument” as a reader says it; of a model that is gone, its label."""
    try:
        return str(apps.get_model(label)._meta.verbose_name)
    except (LookupError, ValueError):
        return label


def kind_choices() -> list[tuple[str, str]]:
    """The models whose objects occur in the log, by name; no query."""
    models = [model for model in apps.get_models() if not model._meta.auto_created]
    named = [(model._meta.label_lower, capfirst(str(model._meta.verbose_name))) for model in models]
    return sorted(named, key=lambda choice: choice[1].casefold())
