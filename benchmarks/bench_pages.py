"""What the server needs for each kind of page, not kept in the cache, and its compressed size.

The whole chain of middleware runs; the address carries a query string, which the page cache
leaves alone. An empty view is measured in the same run: the rest is the page's own work.
"""

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.measuring import median_of_runs, seconds, show

ROOT = Path(__file__).resolve().parent.parent
LAWS = ROOT.parent / "shared" / "data" / "corpus" / "laws_full.jsonl.xz"
REQUESTS = 15


def main() -> int:
    folder = tempfile.TemporaryDirectory(prefix="portal-bench-")
    os.environ |= {
        "PORTAL_VAR_DIR": folder.name,
        "DJANGO_SETTINGS_MODULE": "portal.settings.dev",
        "DATABASE_URL": f"sqlite:///{folder.name}/bench.sqlite3",
        "SEARCH_DIRECTORY": f"{folder.name}/search",
    }
    manage = [sys.executable, "manage.py"]
    commands = [["migrate"], ["load_topics"], ["load_samples"], ["collectstatic", "--noinput"]]
    if LAWS.exists():
        commands.append(["import_documents", str(LAWS)])
    for command in (*commands, ["rebuild_search"]):
        subprocess.run([*manage, *command, "-v0"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)

    import django

    django.setup()
    paths = _paths()
    _add_empty_view()
    empty = _measure("/trong/")
    show("empty view", empty * 1000, "ms")
    for name, path in paths.items():
        took = _measure(path)
        show(name, took * 1000, "ms", beside=None)
        show(f"{name}, compressed", _compressed(path) / 1000, "kB")
    folder.cleanup()
    return 0


def _paths() -> dict[str, str]:
    """One address of each kind of page of the library."""
    from legal_library.models import Expression

    texts = Expression.objects.select_related("document").order_by("article_count")
    text = texts.filter(article_count__gte=200).first() or texts.last()
    law = text.document.get_absolute_url()
    longest = texts.last()
    return {
        "front page": "/",
        "bookcase": "/van-ban/",
        "list of documents": "/van-ban/danh-sach/",
        "list of documents, filtered": "/van-ban/danh-sach/?type=luat&year=2024",
        f"document of {text.article_count} articles": law,
        f"document of {longest.article_count} articles": longest.document.get_absolute_url(),
        "attributes": f"{law}thuoc-tinh/",
        "relations": f"{law}luoc-do/",
        "history": f"{law}lich-su/",
        "sources": f"{law}ban-goc/",
        "one article": f"{law}dieu-5/",
        "error report": f"{law}bao-loi/?vi-tri=dieu-5-khoan-1",
        "search results": "/tim-kiem/?q=hop+dong+lao+dong",
    }


def _add_empty_view() -> None:
    from django.http import HttpResponse
    from django.urls import path

    from portal import urls

    urls.urlpatterns.insert(0, path("trong/", lambda request: HttpResponse("")))


def _measure(path: str) -> float:
    """Seconds of one request: the median of three runs, each the median of its requests."""
    get = _requester(path)
    get()
    return median_of_runs(lambda: statistics.median(seconds(get) for _ in range(REQUESTS)))


def _requester(path: str):
    from django.test import Client

    client = Client(headers={"host": "127.0.0.1", "accept-encoding": "gzip"})
    address = path + ("&" if "?" in path else "?") + "uncached=1"

    def get():
        response = client.get(address)
        if response.status_code != 200:
            raise RuntimeError(f"{path}: {response.status_code}")
        return response

    return get


def _compressed(path: str) -> int:
    return len(_requester(path)().content)


if __name__ == "__main__":
    sys.exit(main())
