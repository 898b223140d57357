"""A law of 500 articles with 5 versions: the page uncached, its queries, two versions compared.

The page bears the marks of changed articles and the notice of open amendments. Times are of the
processor, so that a busy machine measures the same.
"""

import os
import tempfile
import time
from datetime import date, timedelta

from benchmarks.measuring import median_of_runs, reference, show

ARTICLES, VERSIONS = 500, 5
MOST_QUERIES, MOST_PAGE, MOST_COMPARISON = 15, 50, 1000  # milliseconds


def main() -> int:
    folder = tempfile.TemporaryDirectory(prefix="portal-bench-")
    os.environ |= {
        "PORTAL_VAR_DIR": folder.name,
        "DJANGO_SETTINGS_MODULE": "portal.settings.test",
        "DATABASE_URL": "sqlite://:memory:",
    }
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    law = make_law()
    work = reference()
    url, queries = law.get_absolute_url(), count_queries(law.get_absolute_url())
    page = median_of_runs(lambda: milliseconds(url))
    show(f"queries of the page (at most {MOST_QUERIES})", queries, "queries")
    show(f"page with marks and notice (at most {MOST_PAGE})", page, "ms", beside=work)
    days = [text.valid_on for text in law.expressions.order_by("valid_on")]
    two = f"{url}so-sanh/@{days[0]}/@{days[-1]}/"
    compared = median_of_runs(lambda: milliseconds(two))
    show(
        f"first and last version compared (at most {MOST_COMPARISON})", compared, "ms", beside=work
    )
    listed = median_of_runs(lambda: milliseconds(f"{url}sua-doi/"))
    show("list of amendments", listed, "ms", beside=work)
    good = queries <= MOST_QUERIES and page <= MOST_PAGE and compared <= MOST_COMPARISON
    return 0 if good else 1


def make_law():
    """The law, an act with open orders about it, and nine provisions for each article."""
    from legal_library.amending.storing import OrderStore
    from legal_library.models import LegalDocument
    from legal_library.parsing import parse
    from legal_library.vocabulary import document_type

    kind = document_type("Luật")
    law = LegalDocument(title="Luật Mẫu", number="1/2020/QH14", type=kind, live=True)
    law.issued_on = date(2020, 1, 1)
    law.save()
    for version in range(VERSIONS):
        day = date(2020, 1, 1) + timedelta(days=365 * version)
        kind_of_text = "consolidated" if version else "original"
        law.expressions.write(law, parse(text_of(version)), kind=kind_of_text, valid_on=day)
    orders = "".join(
        f"{number}. Sửa đổi khoản 1 Điều {number} như sau:\n“1. Mức mới là {number} đồng.”.\n"
        for number in range(1, 41)
    )
    amending = LegalDocument(title="Sửa đổi", number="2/2026/QH16", type=kind, live=True)
    amending.save()
    head = "Điều 1. Sửa đổi, bổ sung một số điều của Luật số 1/2020/QH14\n"
    amending.expressions.write(amending, parse(head + orders))
    OrderStore().store(amending)
    return law


def text_of(version: int) -> str:
    """500 articles of nine provisions; each version changes every seventh, another time another."""
    articles = []
    for number in range(1, ARTICLES + 1):
        changed = version if (number + version) % 7 == 0 else 0
        clauses = "".join(
            f"{clause}. Cơ quan thực hiện nhiệm vụ {clause} của Điều {number} theo mức "
            f"{(number * clause + changed) * 1000} đồng, trừ trường hợp quy định khác:\n"
            "a) ở đô thị;\nb) ở nông thôn.\n"
            for clause in range(1, 4)
        )
        articles.append(f"Điều {number}. Nhiệm vụ thứ {number}\n{clauses}")
    return "".join(articles)


def milliseconds(url: str) -> float:
    from django.test import Client

    client = Client()
    started = time.process_time()
    _ok(client.get(url))
    return (time.process_time() - started) * 1000


def _ok(response) -> None:
    if response.status_code != 200:
        raise SystemExit(f"{response.status_code}: {response.request['PATH_INFO']}")


def count_queries(url: str) -> int:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    Client().get(url)
    with CaptureQueriesContext(connection) as captured:
        _ok(Client().get(url))
    if len(captured) > MOST_QUERIES:
        print("\n".join(query["sql"][:160] for query in captured))
    return len(captured)


if __name__ == "__main__":
    raise SystemExit(main())
