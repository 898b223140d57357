"""Bodies of the province and their history. Nothing is ever deleted: units get an end date."""

import re
import uuid
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from content.text import dialled, fold, sort_key

from ..querysets import UnitQuerySet


def folded_names(*names: str) -> str:
    """Names as they are searched: folded words between blanks, so that a word's start is found."""
    return "|".join(f" {' '.join(re.findall(r'[a-z0-9]+', fold(name)))} " for name in names if name)


# Addresses below /don-vi/ that are no units'.
RESERVED_CODES = frozenset({"muc-do-day-du"})


class Unit(models.Model):
    """A province, department, commune or centre, with the dates between which it exists."""

    class Kind(models.TextChoices):
        PROVINCE = "province", _("Tỉnh")
        CITY = "city", _("Thành phố trực thuộc trung ương")
        DISTRICT = "district", _("Cấp huyện (đến 30/6/2025)")
        WARD = "ward", _("Phường")
        COMMUNE = "commune", _("Xã")
        TOWNSHIP = "township", _("Thị trấn (đến 30/6/2025)")
        SPECIAL_ZONE = "special_zone", _("Đặc khu")
        COUNCIL = "council", _("Hội đồng nhân dân")
        COMMITTEE = "committee", _("Ủy ban nhân dân")
        DEPARTMENT = "department", _("Sở, ban, ngành")
        ORGANISATION = "organisation", _("Tổ chức chính trị - xã hội, hội")
        CENTRE = "centre", _("Đơn vị sự nghiệp")
        CENTRAL = "central", _("Cơ quan trung ương")

    COMMUNE_KINDS = (Kind.WARD, Kind.COMMUNE, Kind.TOWNSHIP, Kind.SPECIAL_ZONE)

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code = models.SlugField(
        _("mã"),
        max_length=40,
        unique=True,
        help_text=_("Mã thống kê của đơn vị hành chính, hoặc mã do Sở Tư pháp đặt."),
    )
    statistics_code = models.CharField(
        _("mã thống kê"),
        max_length=20,
        blank=True,
        db_index=True,
        help_text=_("Mã đơn vị hành chính. Đơn vị cũ và mới có thể cùng một mã."),
    )
    account_code = models.CharField(
        _("mã trong tên tài khoản"),
        max_length=40,
        blank=True,
        help_text=_("Chữ thường không dấu và số, ví dụ: sotuphap. Để trống thì lấy từ tên."),
    )
    organisation_code = models.CharField(
        _("mã định danh điện tử"),
        max_length=35,
        blank=True,
        help_text=_("Theo Quyết định 20/2020/QĐ-TTg."),
    )
    name = models.CharField(_("tên"), max_length=255)
    short_name = models.CharField(_("tên ngắn"), max_length=120, blank=True)
    kind = models.CharField(_("loại"), max_length=20, choices=Kind.choices)
    parent = models.ForeignKey(
        "self",
        verbose_name=_("thuộc"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
    )
    valid_from = models.DateField(_("có từ ngày"), null=True, blank=True)
    valid_to = models.DateField(
        _("đến trước ngày"), null=True, blank=True, help_text=_("Ngày đầu tiên không còn đơn vị.")
    )
    successors = models.ManyToManyField(
        "self",
        through="UnitSuccession",
        through_fields=("predecessor", "successor"),
        symmetrical=False,
        related_name="predecessors",
    )
    address = models.CharField(_("địa chỉ"), max_length=255, blank=True)
    phone = models.CharField(_("điện thoại"), max_length=60, blank=True)
    email = models.EmailField(_("thư điện tử"), blank=True)
    website = models.URLField(_("trang thông tin"), blank=True)
    sort_key = models.CharField(max_length=255, editable=False, db_index=True)
    folded_names = models.CharField(max_length=400, editable=False, default="")

    objects = UnitQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key"]
        verbose_name = _("đơn vị")
        verbose_name_plural = _("đơn vị")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_to__isnull=True)
                | Q(valid_from__lt=F("valid_to")),
                name="unit_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("pk")),
                name="unit_not_its_own_parent",
            ),
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.derive_keys()
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        """Its section, or the page about it where it has none."""
        return reverse("departments:place", kwargs={"code": self.code})

    def derive_keys(self) -> None:
        """Fill what follows from the names; whoever writes units in bulk calls this first."""
        self.sort_key = sort_key(self.name)
        self.folded_names = folded_names(self.name, self.short_name)

    def clean(self):
        if self.code in RESERVED_CODES:
            raise ValidationError(
                {"code": _("Mã này là địa chỉ của một trang khác. Hãy chọn mã khác.")}
            )
        if self.valid_from and self.valid_to and self.valid_to <= self.valid_from:
            raise ValidationError(
                {"valid_to": _("Ngày kết thúc phải sau ngày đơn vị bắt đầu tồn tại.")}
            )
        ancestor, seen = self.parent, {self.pk}
        while ancestor is not None:
            if ancestor.pk is not None and ancestor.pk in seen:
                raise ValidationError(
                    {"parent": _("Đơn vị cấp trên đang thuộc đơn vị này. Hãy chọn đơn vị khác.")}
                )
            seen.add(ancestor.pk)
            ancestor = ancestor.parent

    @property
    def phone_digits(self) -> str:
        return dialled(self.phone)

    @property
    def last_day(self):
        """The last day on which the unit exists, None while no end is known."""
        return self.valid_to and self.valid_to - timedelta(days=1)

    @property
    def full_name(self) -> str:
        """The name that tells namesakes apart: a former commune with its district."""
        if self.valid_to and self.parent_id and self.kind in self.COMMUNE_KINDS:
            return f"{self.name} ({self.parent.name})"
        return self.name

    def exists_on(self, day) -> bool:
        """Whether the unit exists on *day*; the day of abolition itself is out."""
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_to is None or day < self.valid_to)


class UnitSuccession(models.Model):
    """One unit went, wholly or in part, into another."""

    class Extent(models.TextChoices):
        WHOLE = "whole", _("toàn bộ")
        MAIN_PART = "main_part", _("phần lớn")
        PART = "part", _("một phần")

    predecessor = models.ForeignKey(
        Unit, verbose_name=_("đơn vị cũ"), on_delete=models.PROTECT, related_name="succeeded_by"
    )
    successor = models.ForeignKey(
        Unit, verbose_name=_("đơn vị mới"), on_delete=models.PROTECT, related_name="succeeds"
    )
    extent = models.CharField(
        _("phạm vi"), max_length=20, choices=Extent.choices, default=Extent.WHOLE
    )
    event = models.ForeignKey(
        "departments.UnitEvent",
        verbose_name=_("việc"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="successions",
    )
    happened_on = models.DateField(_("ngày"), null=True, blank=True)
    legal_basis = models.CharField(_("căn cứ"), max_length=255, blank=True)

    class Meta:
        verbose_name = _("kế thừa đơn vị")
        verbose_name_plural = _("kế thừa đơn vị")
        constraints = [
            models.UniqueConstraint(
                fields=["predecessor", "successor"], name="one_succession_per_pair"
            ),
            models.CheckConstraint(
                condition=~Q(predecessor=F("successor")), name="unit_does_not_succeed_itself"
            ),
        ]

    def __str__(self):
        return f"{self.predecessor} → {self.successor}"

    def clean(self):
        ends = self.predecessor.valid_to
        if ends is None:
            return
        successor = self.successor
        if successor.valid_from and successor.valid_from > ends:
            raise ValidationError(
                {"successor": _("Đơn vị mới chưa có vào ngày đơn vị cũ kết thúc.")}
            )
        if successor.valid_to and successor.valid_to <= ends:
            raise ValidationError(
                {"successor": _("Đơn vị mới đã hết tồn tại trước khi đơn vị cũ kết thúc.")}
            )
