"""The server that the commands start."""

import runpy
from io import BytesIO
from pathlib import Path
from urllib.parse import quote

from gunicorn.config import Config
from gunicorn.http import RequestParser

ROOT = Path(__file__).resolve().parents[2]


def test_a_query_of_ten_thousand_letters_reaches_the_portal():
    config = Config()
    for name, value in runpy.run_path(str(ROOT / "gunicorn.conf.py")).items():
        if name in config.settings:
            config.set(name, value)
    query = quote("ậ" * 10_000)
    raw = f"GET /tim-kiem/?q={query} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()
    request = next(RequestParser(config, BytesIO(raw), ("127.0.0.1", 1)))
    assert request.query == f"q={query}"
