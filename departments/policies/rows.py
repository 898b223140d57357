"""The rows of Wagtail's groups that count today."""

from ..models import Unit
from ..rights import Holding, holdings, units_below


def held_rows(user, rows) -> list:
    """Of the rows of Wagtail's groups those of roles that *user* holds today, with the role."""
    held = {holding.group_name: holding.role for holding in holdings(user)}
    for holding in holdings(user):
        if holding.role.reaches_descendants:
            below = Unit.objects.filter(pk__in=units_below(user, holding.unit_id))
            for pk, code in below.values_list("pk", "code"):
                held[Holding(holding.role, pk, code).group_name] = holding.role
    found = []
    if held:
        for row in rows.filter(group__name__in=held):
            row.role = held[row.group.name]
            found.append(row)
    return found
