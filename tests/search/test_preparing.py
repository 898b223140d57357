"""Records made ready by other processes are the same records."""

from django.utils.translation import gettext_lazy

from content.registration import Passage, SearchRecord
from search import preparing
from search.indexed import indexed
from search.preparing import prepared


def rows(number: int) -> list[tuple[str, SearchRecord]]:
    label = gettext_lazy("Khoản")  # what is translated late stays in the process it is of
    return [
        (
            "news",
            SearchRecord(
                key=f"{n}/",
                title=f"Tin số {n}",
                body="Đất đai",
                url=f"/{n}/",
                type_label=label,
                passages=(Passage("khoan-1", label, "Đất đai"),),
            ),
        )
        for n in range(number)
    ]


def test_processes_make_the_same_in_the_same_order(monkeypatch):
    monkeypatch.setattr(preparing, "_ALONE", 10)
    found = list(prepared(rows(200), processes=1))
    assert found == [indexed(*row) for row in rows(200)]


def test_few_records_start_no_process(monkeypatch):
    monkeypatch.setattr(preparing, "ProcessPoolExecutor", None)
    assert len(list(prepared(rows(5)))) == 5
