"""Tells what a person asks for from what a page in their browser asks for by itself.

Wagtail's editor speaks to the server without anybody at the keyboard: who else is editing,
previews, drafts saved while typing, panels that were closed. That is no activity, and it
must not fail while the portal waits for a password.
"""

from django.http import HttpRequest

NAMESPACES = frozenset({"wagtailadmin_editing_sessions"})
NAMES = frozenset(
    {
        "wagtailadmin_dismissibles",
        "wagtailadmin_javascript_catalog",
        "wagtailadmin_sprite",
        "wagtailadmin_block_preview",
        # Pages and snippets: the panel beside the editor, brought up to date after each change.
        "preview_on_add",
        "preview_on_edit",
        # What this portal's own scripts ask: how long until the password is asked for, and how
        # far many uploaded files are.
        "account_state",
        "upload_progress",
    }
)


def is_background(request: HttpRequest) -> bool:
    """Whether the browser sent this by itself."""
    match = request.resolver_match
    if match.namespace in NAMESPACES or match.url_name in NAMES:
        return True
    return is_autosave(request) or "_w_hydrate_create_view" in request.GET


def is_autosave(request: HttpRequest) -> bool:
    """Whether this saves a draft and nothing else.

    A form that publishes, submits or approves says so with an action; that needs a person.
    """
    return (
        request.method == "POST"
        and not request.accepts("text/html")
        and not is_script(request)
        and request.resolver_match.url_name in {"add", "edit"}
        and not any(name.startswith("action-") for name in request.POST)
    )


def is_navigation(request: HttpRequest) -> bool:
    """Whether the answer becomes a page; a script gets words instead of a redirect."""
    mode = request.headers.get("Sec-Fetch-Mode")
    if mode:
        return mode == "navigate"
    return not is_script(request) and request.accepts("text/html")


def is_script(request: HttpRequest) -> bool:
    return request.headers.get("X-Requested-With") == "XMLHttpRequest"
