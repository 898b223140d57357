"""What is done to a person for a reason: roles taken back, accounts closed, passwords renewed."""

from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from departments.models import Appointment

from .. import people
from ..sessions import address
from .people_forms import ReasonForm
from .people_views import PersonForms, show_passwords


class ReasonView(PersonForms):
    """Something done to the person, for a reason that is written down; `act` does it."""

    form_class = ReasonForm
    is_dangerous = True

    @property
    def submit_label(self):
        return self.page_title

    def act(self, **how):
        """Do it; falsy when it was done before. *how* is by whom and why."""
        raise NotImplementedError

    def save(self, form):
        return self.after(self.act(by=self.request.user, reason=form.cleaned_data["reason"]))

    def after(self, result):
        return self.done(bool(result))


class WithdrawRole(ReasonView):
    page_title = gettext_lazy("Thu hồi vai trò")
    success = gettext_lazy("Đã thu hồi vai trò.")

    @cached_property
    def appointment(self):
        return get_object_or_404(
            Appointment.objects.select_related("unit"),
            pk=self.kwargs["appointment"],
            user=self.person,
        )

    @property
    def introduction(self):
        words = {
            "role": self.appointment.get_role_display(),
            "unit": self.appointment.unit or _("cả tỉnh"),
        }
        return _("Vai trò %(role)s ở %(unit)s chấm dứt hôm nay và ở lại trong lịch sử.") % words

    def act(self, **how):
        return people.withdraw_role(self.appointment, **how)


class Disable(ReasonView):
    page_title = gettext_lazy("Khóa tài khoản")
    introduction = gettext_lazy(
        "Người này bị đăng xuất ở mọi nơi và không đăng nhập được nữa. Các vai trò được giữ "
        "nguyên; khi mở lại, tài khoản dùng tiếp như cũ."
    )
    success = gettext_lazy("Đã khóa tài khoản.")

    def act(self, **how):
        return people.disable(self.person, network=address(self.request), **how)


class Enable(ReasonView):
    page_title = gettext_lazy("Mở lại tài khoản")
    success = gettext_lazy("Đã mở lại tài khoản.")
    is_dangerous = False

    def act(self, **how):
        return people.enable(self.person, network=address(self.request), **how)


class SignOutEverywhere(ReasonView):
    page_title = gettext_lazy("Đăng xuất ở mọi nơi")
    introduction = gettext_lazy("Mọi phiên đang mở của người này kết thúc ngay.")
    success = gettext_lazy("Đã kết thúc mọi phiên.")

    def act(self, **how):
        return people.sign_out_everywhere(self.person, network=address(self.request), **how)


class ForgetSecondFactor(ReasonView):
    page_title = gettext_lazy("Bỏ xác thực hai lớp")
    introduction = gettext_lazy(
        "Dùng khi người này mất điện thoại và hết mã dự phòng. Hãy chắc chắn rằng đúng người này "
        "yêu cầu. Lần đăng nhập tới phải cài đặt lại từ đầu."
    )
    success = gettext_lazy("Đã bỏ xác thực hai lớp.")

    def act(self, **how):
        return people.forget_second_factor(self.person, **how)


class OneTimePassword(ReasonView):
    page_title = gettext_lazy("Đặt mật khẩu dùng một lần")
    submit_label = gettext_lazy("Đặt mật khẩu mới")
    introduction = gettext_lazy(
        "Mật khẩu cũ mất hiệu lực và mọi phiên đang mở kết thúc. Mật khẩu mới chỉ hiện một lần "
        "để bạn đưa tận tay người dùng; người dùng phải đổi ngay khi đăng nhập và được báo qua thư "
        "rằng bạn đã đặt."
    )

    def act(self, **how):
        return people.set_one_time_password(self.person, **how)

    def after(self, result):
        return show_passwords(self, [(self.person, result)], self.person_url())
