import pytest

from content.spreadsheets import csv_lines, safe_cell


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("Đậm", "Đậm"),
        ("=1+1", "'=1+1"),
        ("  @SUM(A1)", "'  @SUM(A1)"),
        ("+84 000", "'+84 000"),
        ("-cmd", "'-cmd"),
        ("\t=1", "'\t=1"),
        (-5, "-5"),
        (None, ""),
    ],
)
def test_a_cell_is_never_a_formula(value, cell):
    assert safe_cell(value) == cell


def test_lines_come_one_at_a_time_and_begin_with_the_byte_order_mark():
    lines = csv_lines(["Tên"], iter([["a, b"], ["c"]]))
    assert next(lines) == "\ufeffTên\r\n"
    assert list(lines) == ['"a, b"\r\n', "c\r\n"]
