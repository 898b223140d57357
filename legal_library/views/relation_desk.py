"""Relations of a document in the admin: look at what a machine read, decide, write by hand."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from departments.rights import Area, may

from ..addresses import place_name
from ..models import LegalDocument, Relation
from ..relating.storing import candidates
from ..validity.deciding import decide, write
from .desk import RELATIONS, DocumentDesk
from .desk_forms import RelationForm

_ROWS = 50
_MOST_UNDONE = 200
_ACTING = ("replaces", "repeals", "suspends", "pauses", "amends")
State = Relation.State
SHOWN = {
    "cho": (gettext_lazy("Chờ xác nhận"), Q(state=State.PROPOSED)),
    "da": (gettext_lazy("Đã xác nhận"), Q(state=State.CONFIRMED)),
    "bo": (gettext_lazy("Đã bỏ"), Q(state=State.REFUSED)),
}
DECISIONS = {"confirm": State.CONFIRMED, "refuse": State.REFUSED, "reopen": State.PROPOSED}


def may_decide(user, relation: Relation) -> bool:
    """Who may publish the acting document, and what it ends or changes, if that is known."""
    if not may(user, Area.CONTENT, "publish", relation.source.owner_unit_id):
        return False
    if relation.kind not in _ACTING or relation.target is None:
        return True
    return may(user, Area.CONTENT, "publish", relation.target.owner_unit_id)


class RelationsView(DocumentDesk):
    """All relations that the document's own text states, to be decided one by one or together."""

    template_name = "legal_library/admin/relations.html"
    page_title = gettext_lazy("Quan hệ với văn bản khác")
    header_icon = "link"

    @cached_property
    def relations(self):
        return (
            self.document.relations.select_related(
                "source", "target__type", "target__issuer", "decided_by"
            )
            .defer("source__draft_tree", "target__draft_tree", "target__draft_text")
            .order_by("kind", "pk")
        )

    def post(self, request, *args, **kwargs):
        asked = request.POST.get("viec", "")
        state = DECISIONS.get(asked.removesuffix("-sure"))
        if state is None:
            raise Http404
        if asked.endswith("-sure"):
            chosen = self.relations.to_decide().filter(confidence=Relation.Confidence.SURE)
        else:
            keys = [key for key in request.POST.getlist("muc") if key.isdecimal()]
            chosen = self.relations.filter(pk__in=keys)
        chosen = list(chosen)
        allowed = [relation for relation in chosen if may_decide(request.user, relation)]
        changed = [relation.pk for relation in allowed if relation.state != state]
        former = {relation.pk: relation.state for relation in allowed}
        number = decide(allowed, state, by=request.user)
        if refused := len(chosen) - len(allowed):
            messages.error(
                request,
                _(
                    "%(number)s quan hệ cần người có quyền đăng cả hai văn bản quyết định, nên "
                    "chưa đổi."
                )
                % {"number": refused},
            )
        if not chosen:
            messages.warning(request, _("Chưa chọn quan hệ nào."))
        elif number:
            told = {
                State.CONFIRMED: _("Đã xác nhận %s quan hệ."),
                State.REFUSED: _("Đã bỏ %s quan hệ."),
                State.PROPOSED: _("Đã đưa %s quan hệ về chờ xác nhận."),
            }
            messages.success(request, told[state] % number)
        return self._back(request, changed, former)

    def _back(self, request, changed: list[int], former: dict[int, str]):
        query = {}
        if request.POST.get("loc") in SHOWN:
            query["loc"] = request.POST["loc"]
        was = {former[key] for key in changed}
        if changed and len(was) == 1 and len(changed) <= _MOST_UNDONE:
            name = next(name for name, state in DECISIONS.items() if state in was)
            query |= {"hoan": ",".join(map(str, changed)), "ve": name}
        address = reverse(RELATIONS, args=[self.document.pk])
        return redirect(f"{address}?{urlencode(query)}" if query else address)

    def get_context_data(self, **kwargs):
        counts = self.document.relations.aggregate(
            **{name: Count("pk", filter=condition) for name, (_label, condition) in SHOWN.items()},
            sure=Count("pk", filter=Q(state=State.PROPOSED, confidence=Relation.Confidence.SURE)),
        )
        asked = self.request.GET.get("loc")
        chosen = asked if asked in SHOWN else ("cho" if counts["cho"] else "da")
        found = self.relations.filter(SHOWN[chosen][1])
        page = Paginator(found, _ROWS).get_page(self.request.GET.get("p"))
        undo = [key for key in self.request.GET.get("hoan", "").split(",") if key.isdecimal()]
        incoming = (
            Relation.objects.exclude(state=State.REFUSED)
            .filter(target=self.document)
            .select_related("source__type")
            .defer("source__draft_text", "source__draft_tree")
        )
        return super().get_context_data(
            page=page,
            rows=[self._row(relation) for relation in page],
            filters=[(name, label, counts[name]) for name, (label, _q) in SHOWN.items()],
            chosen=chosen,
            sure=counts["sure"],
            undo=undo[:_MOST_UNDONE],
            undo_to=self.request.GET.get("ve", ""),
            incoming=incoming.order_by("kind", "pk")[:_ROWS],
            relations_url=reverse(RELATIONS, args=[self.document.pk]),
            **kwargs,
        )

    def _row(self, relation: Relation) -> dict:
        is_ambiguous = relation.target_id is None and relation.target_number_key
        return {
            "relation": relation,
            "place": place_name(relation.source_eid) if relation.source_eid else "",
            "target_place": place_name(relation.target_eid) if relation.target_eid else "",
            "namesakes": len(candidates(relation.target_number_key)) if is_ambiguous else 0,
            "may_decide": may_decide(self.request.user, relation),
        }


class RelationView(DocumentDesk):
    """One relation, written or mended by hand; saving confirms it."""

    template_name = "legal_library/admin/relation.html"
    header_icon = "link"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.relation = None
        if key := kwargs.get("relation"):
            found = Relation.objects.filter(pk=key, source=self.document)
            self.relation = found.select_related("source", "target").first()
            if self.relation is None:
                raise Http404

    def get_page_title(self):
        return _("Sửa quan hệ") if self.relation else _("Thêm quan hệ")

    @cached_property
    def namesakes(self) -> list[LegalDocument]:
        return candidates(self.relation.target_number_key) if self.relation else []

    def form(self, data=None) -> RelationForm:
        instance = self.relation or Relation(source=self.document)
        return RelationForm(data, instance=instance, namesakes=self.namesakes)

    def post(self, request, *args, **kwargs):
        form = self.form(request.POST)
        if form.is_valid():
            relation = form.save(commit=False)
            if not may_decide(request.user, relation):
                form.add_error(
                    None,
                    _(
                        "Ghi quan hệ này cần quyền đăng cả hai văn bản. Hãy nhờ biên tập viên "
                        "cấp tỉnh."
                    ),
                )
            else:
                write(relation, by=request.user)
                messages.success(request, _("Đã ghi quan hệ."))
                return redirect(RELATIONS, pk=self.document.pk)
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs):
        kwargs.setdefault("form", self.form())
        return super().get_context_data(
            relation=self.relation,
            relations_url=reverse(RELATIONS, args=[self.document.pk]),
            **kwargs,
        )
