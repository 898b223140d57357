"""What an editor mends of an order that the parser did not understand, or understood wrongly."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..addresses import place_name
from ..models import AmendmentInstruction
from ..parsing.tree import node_to_json
from .orders import targets_in
from .quoted import read_wording

Action = AmendmentInstruction.Action


class OrderForm(forms.ModelForm):
    """The place is typed as a citation names it: “khoản 2 Điều 5”."""

    place = forms.CharField(
        label=_("Quy định được sửa đổi"),
        required=False,
        max_length=200,
        help_text=_("Viết như khi dẫn chiếu, ví dụ: điểm a khoản 2 Điều 5. Trống là cả văn bản."),
    )

    class Meta:
        model = AmendmentInstruction
        fields = ("action", "part", "new_text", "old_words", "new_words", "effective_on")
        widgets = {
            "new_text": forms.Textarea(attrs={"rows": 8}),
            "old_words": forms.Textarea(attrs={"rows": 2}),
            "new_words": forms.Textarea(attrs={"rows": 2}),
            "effective_on": forms.DateInput(attrs={"placeholder": "dd/mm/yyyy"}),
        }

    field_order = ("action", "place", "part", "new_text", "old_words", "new_words", "effective_on")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("place", place_name(self.instance.target_eid))

    def clean_place(self):
        words = self.cleaned_data["place"].strip()
        if not words or words == place_name(self.instance.target_eid):
            return words
        found = list(targets_in(words))
        if len(found) != 1 or not found[0].place.eid:
            raise forms.ValidationError(
                _("Không hiểu chỗ này. Hãy ghi một quy định, ví dụ: khoản 2 Điều 5.")
            )
        self.instance.target_eid = found[0].place.eid
        return words

    def clean(self):
        data = super().clean()
        action, words = data.get("action"), data.get("old_words", "").strip()
        if action in (Action.REPLACE_WORDS, Action.REMOVE_WORDS) and not words:
            self.add_error("old_words", _("Hãy ghi cụm từ cũ."))
        if action in (Action.REPLACE, Action.INSERT) and not data.get("new_text", "").strip():
            self.add_error("new_text", _("Hãy ghi nội dung mới, bắt đầu bằng số của quy định."))
        if action in (Action.REPLACE, Action.INSERT, Action.REPEAL) and not data.get("place"):
            self.add_error("place", _("Hãy ghi quy định được sửa đổi."))
        return data

    def save(self, commit=True):
        item = self.instance
        if not self.cleaned_data["place"]:
            item.target_eid = ""
        if "new_text" in self.changed_data:
            text = item.new_text.strip()
            item.new_nodes = [node_to_json(node) for node in read_wording(text)] if text else []
        item.is_edited, item.doubt = True, ""
        return super().save(commit)
