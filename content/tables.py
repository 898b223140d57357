"""The block for tables, and how its cells are shown."""

from dataclasses import dataclass

from django.template.defaultfilters import floatformat
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import (
    TypedTableBlock,
    TypedTableBlockValidationError,
)


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell of a table shows; figures are set to the right."""

    text: str
    is_number: bool

    def __str__(self) -> str:
        return self.text


class TableBlock(TypedTableBlock):
    """A table with a caption, so that it can be understood where it is found alone."""

    text = blocks.CharBlock(label=_("Chữ"), required=False)
    number = blocks.DecimalBlock(label=_("Số"), required=False)

    def clean(self, table):
        cleaned = super().clean(table)
        if not self.is_deferred_validation and not (cleaned.caption and cleaned.columns):
            raise TypedTableBlockValidationError(
                non_block_errors=[_("Bảng cần có tên và ít nhất một cột.")]
            )
        return cleaned

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        return {
            **context,
            # The number is absent in the preview of the block by itself.
            "table_id": f"table-{context.get('block_number', 0)}",
            "columns": [column["heading"] for column in value.columns],
            "rows": [[self._cell(bound) for bound in row] for row in value.rows],
        }

    @staticmethod
    def _cell(bound) -> Cell:
        is_number = bound.block.name == "number"
        text = floatformat(bound.value, "-2g") if is_number else bound.value
        return Cell("" if bound.value is None else str(text), is_number)

    class Meta:
        icon = "table"
        label = _("Bảng")
        template = "blocks/table.html"
        preview_value = {
            "caption": "Mức hỗ trợ theo vụ việc",
            "columns": [
                {"type": "text", "heading": "Vụ việc"},
                {"type": "number", "heading": "Mức hỗ trợ (đồng)"},
            ],
            "rows": [{"values": ["Hòa giải thành", 400000]}, {"values": ["Không thành", 200000]}],
        }
        description = _("Bảng có tên, cột chữ và cột số.")
