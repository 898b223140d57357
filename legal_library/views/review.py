"""The screen of a review: doubts first, the source beside the tree, one node opened to mend."""

from django.db import IntegrityError
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages

from ..parsing import ParsedDocument, from_json
from ..reviewing.beginning import NoText, begin_from_draft, draft_of
from ..reviewing.confirming import attributes_of
from ..reviewing.locating import Alignment, SourceLine
from ..reviewing.operations import OPERATIONS, Refused
from ..reviewing.outline import Outline, Shown, cuts
from ..reviewing.patches import PatchError
from ..reviewing.sayings import KIND_NAMES, name_of
from ..reviewing.sessions import Ended, Stale, do_again, mark_checked, take_back, take_step
from ..reviewing.working import LEAVES
from .review_base import ENDED, STALE, ReviewScreen, review_url

_LINES_BEFORE, _LINES_SHOWN = 4, 40
_STEPS_SHOWN = 10
_CHOICES = [(kind, name) for kind, name in KIND_NAMES.items() if kind not in ("table", "note")]


class ReviewView(ReviewScreen):
    template_name = "legal_library/admin/review.html"

    def get(self, request, *args, **kwargs):
        if self.review is None:
            self.template_name = "legal_library/admin/review_start.html"
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        """Begin: what the document has becomes the tree to work on."""
        if self.review is None and not self.lock_message:
            try:
                begin_from_draft(self.document, by=request.user)
            except NoText:
                messages.error(request, _("Văn bản chưa có toàn văn để rà soát."))
            except IntegrityError:
                pass  # somebody began it in the same moment, and both go on with that
        return redirect(review_url(self.document.pk))

    def get_context_data(self, selected_eid: str = "", typed: dict | None = None, **kwargs):
        context = super().get_context_data(**kwargs)
        if self.review is None:
            return context | self._start()
        return context | self._screen(selected_eid, typed)

    def _start(self) -> dict:
        draft = self.document.get_latest_revision_as_object()
        try:
            parsed = draft_of(draft)
        except NoText:
            return {"parsed": None}
        return {"parsed": parsed, "is_draft": bool(draft.draft_tree), "warned": parsed.warnings}

    def _screen(self, selected_eid: str, typed: dict | None) -> dict:
        parsed = from_json(self.review.tree)
        outline = Outline(parsed, self.review.warnings)
        asked = self.request.GET
        doubt = _number(asked.get("diem"), len(self.review.warnings))
        eid = selected_eid or self._asked_for(outline, doubt)
        selected = outline.find(eid)
        page = _number(asked.get("muc"), len(outline.pages), start=1)
        page = page or outline.page_of(eid)
        steps = list(self.review.steps.select_related("made_by").defer("patches").order_by("-pk"))
        made = [step for step in steps if not step.is_undone]
        draft = self.document.get_latest_revision_as_object()
        attributes = attributes_of(self.review, draft)
        return {
            "outline": outline,
            "groups": outline.pages[page - 1],
            "page_number": page,
            "selected": selected,
            "is_gone": bool(eid) and selected is None,
            "left_over": typed if selected is None else None,
            "editor": self._editor(selected, typed),
            "source": _source(self.review, parsed, selected, asked.get("trang")),
            "doubts": _doubts(self.review.warnings, outline, doubt),
            "repeated": [outline.find(eid) for eid in sorted(outline.repeated)[:20]],
            "counts": [(KIND_NAMES[kind], number) for kind, number in outline.counts.items()],
            "steps": made[:_STEPS_SHOWN],
            "step_count": len(made),
            "word_changes": sum(step.changes_words for step in made),
            "can_undo": bool(made),
            "can_redo": len(made) < len(steps),
            "attribute_count": len(attributes),
            "unconfirmed": sum(not attribute.is_done for attribute in attributes),
        }

    def _asked_for(self, outline: Outline, doubt: int | None) -> str:
        """The node to open: asked for by itself, by its doubt, by the number of its article."""
        asked = self.request.GET
        if asked.get("dieu"):
            eid = outline.article(asked["dieu"])
            if not eid:
                messages.warning(self.request, _("Không có Điều %s.") % asked["dieu"][:20])
            return eid
        if asked.get("chon"):
            return asked["chon"][:255]
        if doubt is not None:
            return outline.places[doubt]
        if asked:
            return ""
        waiting = (at for at, item in enumerate(self.review.warnings) if not item.get("checked"))
        first = next(waiting, None)
        return outline.places[first] if first is not None else ""

    def _editor(self, selected: Shown | None, typed: dict | None) -> dict | None:
        """What the forms of the opened node hold; *typed* is what a refused form held."""
        if selected is None:
            return None
        node = selected.node
        has_number = node.kind not in LEAVES or node.kind == "note"
        return {
            "name": name_of(node),
            "kind_name": KIND_NAMES[node.kind],
            "marker": node.marker,
            "heading": node.heading,
            "text": node.text,
            "cuts": cuts(node.text) if node.kind not in ("table", "note") else [],
            "kinds": [choice for choice in _CHOICES if choice[0] != node.kind],
            "has_number": has_number,
            "is_table": node.kind == "table",
            "is_outermost": selected.depth == 0,
            **(typed or {}),
            "is_typed": bool(typed),
        }


class StepView(ReviewView):
    """One step: done, refused in words, or answered with what somebody else did meanwhile."""

    def get(self, request, *args, **kwargs):
        """Who signs in again after a step comes here, and is led to the screen to redo it."""
        messages.warning(request, _("Thao tác chưa được làm. Hãy xem lại rồi làm lại nếu cần."))
        return redirect(review_url(self.document.pk))

    def post(self, request, *args, **kwargs):
        sent = request.POST
        self.eid = sent.get("chon", "")[:255]
        if self.review is None:
            messages.warning(request, ENDED)
            return redirect(review_url(self.document.pk))
        if self.lock_message:
            messages.error(request, self.lock_message)
            return self._back()
        try:
            return self._back(self._take(sent))
        except Stale:
            messages.warning(request, STALE)
            if sent.get("viec") == "edit":
                return self._with_what_was_typed(sent, status=409)
        except Refused as refusal:
            messages.error(request, str(refusal))
            if sent.get("viec") == "edit":
                return self._with_what_was_typed(sent, status=200)
        except Ended:
            messages.warning(request, ENDED)
        except PatchError:
            messages.error(request, _("Không quay lại được bước này. Hãy báo quản trị."))
        return self._back()

    def _take(self, sent) -> str:
        """Do what was sent; the eId to show."""
        version = _number(sent.get("lan"), 10**9)
        version = -1 if version is None else version
        operation, key, by = sent.get("viec", ""), self.review.pk, self.request.user
        if operation == "undo":
            return take_back(key, version=version, by=by).eid
        if operation == "redo":
            return do_again(key, version=version, by=by).eid
        if operation in ("check", "uncheck"):
            if not self.is_of_this_review(sent):
                raise Ended
            index = _number(sent.get("diem"), 10**6)
            index = -1 if index is None else index
            mark_checked(key, index=index, checked=operation == "check", by=by)
            self.after_doubt = index if operation == "check" else None
            return self.eid
        name, arguments = _arguments(operation, sent)
        made = take_step(
            key, version=version, operation=name, eid=self.eid, arguments=arguments, by=by
        )
        return made.eid

    def _back(self, eid: str = ""):
        """To the screen, at the node; after a doubt was checked at the next that waits."""
        url = review_url(self.document.pk)
        checked = getattr(self, "after_doubt", None)
        if checked is not None:
            self.review.refresh_from_db(fields=["warnings"])
            following = _next_waiting(self.review.warnings, checked)
            target = f"{url}?diem={following}" if following is not None else url
            return redirect(f"{target}#diem")
        eid = eid or self.eid
        return redirect(f"{url}?chon={eid}#chon" if eid else url)

    def _with_what_was_typed(self, sent, *, status: int):
        self.review.refresh_from_db()
        typed = {name: sent.get(name, "")[:400_000] for name in ("marker", "heading", "text")}
        context = self.get_context_data(selected_eid=self.eid, typed=typed)
        return self.render_to_response(context, status=status)


def _arguments(operation: str, sent) -> tuple[str, dict]:
    """The operation and its arguments, as `take_step` wants them."""
    if operation in ("up", "down"):
        return "move", {"by": -1 if operation == "up" else 1}
    if operation == "split":
        at = _number(sent.get("at"), 10**7)
        return operation, {"at": -1 if at is None else at}
    if operation == "retype":
        return operation, {"kind": sent.get("kind", "")}
    if operation == "renumber":
        return operation, {"number": sent.get("number", ""), "in_text": bool(sent.get("in_text"))}
    if operation == "edit":
        return operation, {name: sent.get(name, "") for name in ("marker", "heading", "text")}
    if operation in OPERATIONS and operation != "move":
        return operation, {}
    raise Refused("Không có thao tác này.")


def _number(value: str | None, limit: int, start: int = 0) -> int | None:
    """*value* as a number from *start* of *limit* numbers; None for anything else."""
    if not (value and value.isascii() and value.isdecimal() and len(value) < 10):
        return None
    number = int(value)
    return number if start <= number < limit + start else None


def _doubts(warnings: list[dict], outline: Outline, current: int | None) -> dict:
    """All doubts with their places; the one that is looked at, the next and the one before."""
    listed = [
        {**warning, "index": index, "shown": outline.find(outline.places[index])}
        for index, warning in enumerate(warnings)
    ]
    waiting = [item for item in listed if not item.get("checked")]
    if current is None and waiting:
        current = waiting[0]["index"]
    return {
        "all": listed,
        "waiting": len(waiting),
        "current": listed[current] if current is not None else None,
        "following": _next_waiting(warnings, -1 if current is None else current),
        "previous": _next_waiting(warnings, -1 if current is None else current, step=-1),
    }


def _next_waiting(warnings: list[dict], current: int, step: int = 1) -> int | None:
    """The next doubt that nobody has checked, around the end; None when there is no other."""
    count = len(warnings)
    for distance in range(1, count):
        index = (current + step * distance) % count
        if index != current and not warnings[index].get("checked"):
            return index
    return None


def _source(review, parsed: ParsedDocument, selected: Shown | None, page: str | None) -> dict:
    """The lines of the source around the opened node, and the page they stand on."""
    lines = [SourceLine(*line) for line in review.lines]
    if not lines:
        return {"lines": [], "page": 0}
    first = last = -1
    if selected:
        first, last = Alignment(parsed, lines).lines_at(selected.node.eid)
    number = _number(page, review.pages, start=1) or lines[max(first, 0)].page
    if number:
        shown = [(index, line) for index, line in enumerate(lines) if line.page == number]
    else:
        start = max(first - _LINES_BEFORE, 0)
        shown = list(enumerate(lines))[start : start + _LINES_SHOWN]
    return {
        "lines": [(line, first <= index <= last) for index, line in shown],
        "page": number,
        "has_image": bool(number and review.source_kind == "pdf" and review.source_path),
        "previous": number - 1 if number > 1 else 0,
        "following": number + 1 if 0 < number < review.pages else 0,
    }
