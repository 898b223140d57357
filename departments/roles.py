"""The roles that people hold in a unit, or in the whole province.

The first four follow Điều 3 of the rules on accounts issued with Quyết định 2626/QĐ-BTP,
whose codes are part of every account's name.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What somebody does: drafts, checks, approves, looks after people or the whole portal."""

    DRAFTER = "bc", _("Chuyên viên")
    CHECKER = "kt", _("Người kiểm tra")
    LEADER = "ld", _("Lãnh đạo")
    UNIT_ADMIN = "admin", _("Quản trị đơn vị")
    EDITOR = "bt", _("Biên tập viên của Sở Tư pháp")
    SYSTEM_ADMIN = "ht", _("Quản trị hệ thống")
    AUDITOR = "kiemtoan", _("Kiểm toán")

    @property
    def is_province_wide(self) -> bool:
        """Held for the whole province, not in a unit."""
        return self in PROVINCE_WIDE

    @property
    def reaches_descendants(self) -> bool:
        """Whether the right in a unit covers the units below it too."""
        return self in REACHING_DOWN

    @property
    def needs_second_factor(self) -> bool:
        """Publishing and administering roles sign in with a second factor."""
        return self in GUARDED


PROVINCE_WIDE = frozenset({Role.EDITOR, Role.SYSTEM_ADMIN, Role.AUDITOR})
# A unit's content is its own business; its accounts are also managed from above
# (điểm a khoản 4 Điều 3 of the rules).
REACHING_DOWN = frozenset({Role.UNIT_ADMIN})
GUARDED = frozenset({Role.LEADER, Role.UNIT_ADMIN, Role.EDITOR, Role.SYSTEM_ADMIN, Role.AUDITOR})
