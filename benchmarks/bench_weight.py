"""What a phone loads on its first view of each kind of page: bytes over the wire, requests.

A real browser with an empty cache reads from a real server on this machine; the sizes are
what the browser says it received, compressed, fonts and pictures included.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from benchmarks.measuring import show

ROOT = Path(__file__).resolve().parent.parent

MANAGE = [sys.executable, "manage.py"]


def main() -> int:
    executable = shutil.which("chromium")
    if not executable:
        print("skipped: needs Chromium")
        return 0
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as folder:
        environment = os.environ | {
            "PORTAL_VAR_DIR": folder,
            "DATABASE_URL": f"sqlite:///{folder}/bench.sqlite3",
            "DJANGO_SETTINGS_MODULE": "portal.settings.dev",
        }
        paths = _prepare(environment)
        port = _free_port()
        server = subprocess.Popen(
            [
                *(sys.executable, "-m", "gunicorn", "portal.wsgi", "--threads", "4"),
                *("--log-level", "warning", "--bind", f"127.0.0.1:{port}"),
            ],
            cwd=ROOT,
            env=environment,
        )
        try:
            origin = f"http://127.0.0.1:{port}"
            _wait_for(origin)
            _measure(executable, origin, paths)
        finally:
            server.terminate()
            server.wait()
    return 0


def _prepare(environment) -> dict[str, str]:
    """A site with samples, and the real laws where they are at hand; the pages to look at."""
    for command in ("migrate", "load_topics", "load_samples"):
        subprocess.run([*MANAGE, command, "-v0"], cwd=ROOT, env=environment, check=True)
    laws = ROOT.parent / "shared" / "data" / "corpus" / "laws_full.jsonl.xz"
    if laws.exists():
        subprocess.run(
            [*MANAGE, "import_documents", str(laws), "-v0"],
            cwd=ROOT,
            env=environment,
            check=True,
            stdout=subprocess.DEVNULL,
        )
    subprocess.run([*MANAGE, "rebuild_search", "-v0"], cwd=ROOT, env=environment, check=True)
    subprocess.run(
        [*MANAGE, "collectstatic", "--noinput", "-v0"], cwd=ROOT, env=environment, check=True
    )
    script = (
        "from legal_library.models import LegalDocument as D, Expression as E\n"
        "e = E.objects.filter(article_count__gte=200).order_by('article_count').first()"
        " or E.objects.order_by('-article_count').first()\n"
        "from news.models import NewsPage; from materials.models import MaterialPage\n"
        "from qa.models import Question\n"
        "u = e.document.get_absolute_url()\n"
        "print('LAW', e.article_count, u)\n"
        "print(NewsPage.objects.live().first().get_url())\n"
        "print(MaterialPage.objects.live().first().get_url())\n"
        "print(Question.objects.filter(live=True).first().get_absolute_url())\n"
    )
    output = subprocess.run(
        [*MANAGE, "shell", "-v0", "-c", script],
        cwd=ROOT,
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.strip()
    law_line, news, material, question = output.splitlines()[-4:]
    _word, articles, law = law_line.split()
    return {
        "front page": "/",
        "bookcase": "/van-ban/",
        "list of documents": "/van-ban/danh-sach/",
        f"document of {articles} articles": law,
        "one article": f"{law}dieu-5/",
        "search results": "/tim-kiem/?q=h%E1%BB%A3p+%C4%91%E1%BB%93ng+lao+%C4%91%E1%BB%99ng",
        "news": "/tin-tuc/",
        "news item": news,
        "materials": "/tai-lieu/",
        "material": material,
        "questions": "/hoi-dap/",
        "question": question,
        "units": "/don-vi/",
    }


def _measure(executable, origin, paths) -> None:
    from playwright.sync_api import sync_playwright

    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=flags)
        for name, path in paths.items():
            received, requests = _first_view(browser, origin + path)
            show(f"{name}, {requests} requests", received / 1000, "kB")
        browser.close()


def _first_view(browser, address) -> tuple[int, int]:
    """Bytes received and requests made by a phone that has never been here."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    devtools.send("Network.enable")
    sizes = []
    devtools.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.goto(address, wait_until="networkidle", timeout=90_000)
    context.close()
    return int(sum(sizes)), len(sizes)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_for(origin, patience=60) -> None:
    deadline = time.monotonic() + patience
    while True:
        try:
            urllib.request.urlopen(f"{origin}/robots.txt", timeout=2).read()
            return
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.3)


if __name__ == "__main__":
    sys.exit(main())
