"""How often somebody wants the summary of waiting work: a part of the account's settings."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.account import BaseSettingsPanel, notifications_tab

from .models import MailPreference


class MailPreferenceForm(forms.ModelForm):
    class Meta:
        model = MailPreference
        fields = ["digest"]
        widgets = {"digest": forms.RadioSelect}


class DigestPanel(BaseSettingsPanel):
    name = "digest"
    title = _("Thư tóm tắt việc đang chờ")
    tab = notifications_tab
    order = 250
    form_class = MailPreferenceForm

    def get_form(self):
        preference = MailPreference.objects.filter(user=self.user).first()
        return self.form_class(
            self.request.POST if self.request.method == "POST" else None,
            instance=preference or MailPreference(user=self.user),
            prefix=self.name,
        )
