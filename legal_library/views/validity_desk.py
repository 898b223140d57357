"""Validity of a document in the admin: its events in their order, a unit's word, contradictions."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit.models import Action
from audit.recording import record
from content.registration import announce_changes
from departments.models import Unit
from departments.rights import Area, units_where

from ..addresses import place_name
from ..models import LegalDocument, StatusOverride, ValidityEvent
from ..models.documents import Status
from ..validity import standing
from ..validity.contradictions import of_documents
from ..validity.recording import forget_event, refresh
from .desk import VALIDITY, DocumentDesk
from .desk_forms import EventForm, OverrideForm


class ValidityView(DocumentDesk):
    template_name = "legal_library/admin/validity.html"
    page_title = gettext_lazy("Hiệu lực theo thời gian")
    header_icon = "history"

    def post(self, request, *args, **kwargs):
        if not self.may_publish:
            raise Http404
        asked = request.POST.get("viec", "")
        handler = {
            "event": self._add_event,
            "remove": self._remove_event,
            "up": self._move_event,
            "down": self._move_event,
            "override": self._add_override,
            "lift": self._lift_override,
        }.get(asked)
        if handler is None:
            raise Http404
        return handler(request)

    def get_context_data(self, **kwargs):
        today = timezone.localdate()
        stands = standing(self.document, today)
        events = list(self.document.validity_events.select_related("cause__type", "relation"))
        return super().get_context_data(
            **{
                "today": today,
                "status": Status(stands.status).label,
                "stands": stands,
                "rows": _rows(events),
                "overrides": self.document.status_overrides.select_related("unit", "set_by"),
                "contradictions": of_documents([self.document.pk], today)[self.document.pk],
                "event_form": self._event_form(),
                "override_form": self._override_form(),
            }
            | kwargs
        )

    # -- events --------------------------------------------------------------------------

    def _event_form(self, data=None):
        return EventForm(data, instance=ValidityEvent(document=self.document), prefix="sk")

    def _add_event(self, request):
        form = self._event_form(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(event_form=form), status=422)
        with transaction.atomic():
            event = form.save()
            same_day = self.document.validity_events.filter(happens_on=event.happens_on)
            event.position = same_day.count() - 1
            event.save(update_fields=["position"])
            self._done(request, _("Đã ghi sự kiện."), said=_event_words(event))
        return redirect(VALIDITY, pk=self.document.pk)

    def _remove_event(self, request):
        event = self._event(request)
        if event.relation_id:
            messages.error(
                request, _("Sự kiện này sinh ra từ một quan hệ: hãy bỏ xác nhận quan hệ đó.")
            )
        else:
            said = _event_words(event)
            with transaction.atomic():
                forget_event(event)
                self._done(request, _("Đã xóa sự kiện: %s.") % said, said=said)
        return redirect(VALIDITY, pk=self.document.pk)

    def _move_event(self, request):
        """Swap with the neighbour of the same day; the positions of the day are written anew."""
        event = self._event(request)
        day = list(self.document.validity_events.filter(happens_on=event.happens_on))
        at = day.index(event)
        to = at - 1 if request.POST["viec"] == "up" else at + 1
        if 0 <= to < len(day):
            day[at], day[to] = day[to], day[at]
            with transaction.atomic():
                for position, other in enumerate(day):
                    ValidityEvent.objects.filter(pk=other.pk).update(position=position)
                self._done(request, _("Đã đổi thứ tự trong ngày."), said=_event_words(event))
        return redirect(VALIDITY, pk=self.document.pk)

    def _event(self, request) -> ValidityEvent:
        key = request.POST.get("muc", "")
        found = self.document.validity_events.filter(pk=key if key.isdecimal() else 0).first()
        if found is None:
            raise Http404
        return found

    # -- a unit's word -------------------------------------------------------------------

    def _override_form(self, data=None):
        units = units_where(self.request.user, Area.CONTENT, "publish")
        living = Unit.objects.as_of(timezone.localdate())
        # Who speaks for the whole province speaks for one of the units that answer for law.
        allowed = living.filter(pk__in=units) if units is not None else living.exclude(issuers=None)
        if units is None and self.document.owner_unit_id:
            allowed = allowed | living.filter(pk=self.document.owner_unit_id)
        if units is None and not allowed.exists():
            allowed = living.filter(parent=None)
        instance = StatusOverride(document=self.document, set_by=self.request.user)
        return OverrideForm(data, instance=instance, prefix="xn", units=allowed.distinct())

    def _add_override(self, request):
        form = self._override_form(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(override_form=form), status=422)
        with transaction.atomic():
            override = form.save()
            self._done(request, _("Đã ghi xác nhận hiệu lực."), said=override.get_status_display())
        return redirect(VALIDITY, pk=self.document.pk)

    def _lift_override(self, request):
        key = request.POST.get("muc", "")
        found = self.document.status_overrides.filter(pk=key if key.isdecimal() else 0).first()
        if found is None:
            raise Http404
        said = found.get_status_display()
        with transaction.atomic():
            found.delete()
            self._done(request, _("Đã rút xác nhận “%s”.") % said, said=said)
        return redirect(VALIDITY, pk=self.document.pk)

    def _done(self, request, told: str, *, said: str) -> None:
        self.document.refresh_from_db(fields=["effective_from", "effective_to"])
        refresh(self.document)
        record(
            Action.CHANGED, actor=request.user, instance=self.document, what="validity", said=said
        )
        announce_changes(LegalDocument.record_kind, [self.document.pk])
        messages.success(request, told)


def _rows(events: list[ValidityEvent]) -> list[dict]:
    days = [event.happens_on for event in events]
    return [
        {
            "event": event,
            "place": place_name(event.eid) if event.eid else "",
            "is_shared": days.count(event.happens_on) > 1,
        }
        for event in events
    ]


def _event_words(event: ValidityEvent) -> str:
    day = f"{event.happens_on:%d/%m/%Y}" if event.happens_on else ""
    return " ".join(
        filter(None, [event.get_kind_display(), place_name(event.eid) if event.eid else "", day])
    )
