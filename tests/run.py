"""Runs every test on every database at hand and says at the end what was skipped and why.

REQUIRE_SERVICES=1 makes a missing service, and any skipped test, a failure.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.elasticsearch.node import Node, NotPossibleHere

ROOT = Path(__file__).resolve().parent.parent
REQUIRED = os.environ.get("REQUIRE_SERVICES") == "1"
SKIPPED = re.compile(r"^SKIPPED .*", re.MULTILINE)


def run(name: str, *options: str, **services: str) -> tuple[bool, list[str]]:
    """Run pytest with these services: whether it passed, and its lines about skipped tests."""
    print(f"== tests on {name}", flush=True)
    environment = os.environ | services
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "pytest",
            "-n",
            os.environ.get("TEST_PROCESSES", "2"),
            "--dist",
            "loadfile",
            "-q",
            *options,
        ],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    output = []
    for line in process.stdout:
        print(line, end="", flush=True)
        output.append(line)
    return process.wait() == 0, SKIPPED.findall("".join(output))


@contextmanager
def elasticsearch() -> Iterator[dict[str, str]]:
    """A node that all test processes share; without one the tests of it say what is missing."""
    try:
        node = Node().start()
    except NotPossibleHere:
        yield {}
        return
    try:
        yield {"TEST_ELASTICSEARCH_URL": node.url}
    finally:
        node.remove()


def main() -> int:
    postgres = os.environ.get("TEST_POSTGRES_URL", "")
    if postgres:
        # Browsers, servers, pure functions see no difference: once, on production's database.
        passed, skipped = run("SQLite", "--database-only")
        services = {"DATABASE_URL": postgres}
        if redis := os.environ.get("TEST_REDIS_URL", ""):
            services["REDIS_URL"] = redis
        with elasticsearch() as node:
            name = "PostgreSQL" + (" and Redis" if redis else "")
            also_passed, also_skipped = run(name, **services, **node)
        passed, skipped = passed and also_passed, skipped + also_skipped
    else:
        with elasticsearch() as node:
            passed, skipped = run("SQLite", **node)
        skipped.append(
            "SKIPPED PostgreSQL: set TEST_POSTGRES_URL to a server where databases can be made"
        )
    for line in dict.fromkeys(skipped):
        print(line)
    if skipped and REQUIRED:
        print("REQUIRE_SERVICES=1: a skipped test is a failure.")
        return 1
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
