"""A real Elasticsearch node for the tests: Elastic's own jars from Maven, on loopback.

Needs java, javac and mvn. The jars are fetched once into var/elasticsearch/<version>. Such a
node lacks what Elastic does not publish as jars: scripts, `rank_feature`, the analysis module,
`GET /`. The portal needs none of it, and so a test notices should it ever begin to.
"""

import fcntl
import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Callable
from functools import cache
from pathlib import Path

HERE = Path(__file__).resolve().parent
CACHE = HERE.parent.parent / "var" / "elasticsearch"
VERSION = os.environ.get("TEST_ELASTICSEARCH_VERSION", "8.18.8")
LEAST_JAVA = {"8": 17, "9": 21}  # by the server's major version
PORTS = range(9260, 9300)
PATIENCE = 90  # seconds for a node to start on a machine that is busy with other tests

_IN_MODULE = ("transport-netty4", "netty-", "elasticsearch-ssl-config")
_DESCRIPTOR = """\
name=transport-netty4
description=Netty 4 based transport implementation
version={version}
elasticsearch.version={version}
java.version={java}
classname=org.elasticsearch.transport.netty4.Netty4Plugin
extended.plugins=
has.native.controller=false
licensed=false
modulename=
"""


class NotPossibleHere(Exception):
    """What is missing on this machine to run a node."""


@cache
def java_home(version: str = VERSION) -> Path:
    """The folder of a JDK that is new enough for the server; raises NotPossibleHere."""
    least = LEAST_JAVA[version.partition(".")[0]]
    if not shutil.which("mvn"):
        raise NotPossibleHere("needs Maven (mvn)")
    found = []
    for javac in _compilers():
        said = subprocess.run([javac, "-version"], capture_output=True, text=True, check=False)
        if match := re.search(r"javac (\d+)", said.stdout + said.stderr):
            found.append((int(match[1]), javac.resolve().parent.parent))
    enough = sorted(home for home in found if home[0] >= least)
    if not enough:
        raise NotPossibleHere(f"needs a JDK (javac) of version {least} or newer")
    return enough[0][1]


def _compilers() -> list[Path]:
    homes = [os.environ.get("JAVA_HOME"), *sorted(Path("/usr/lib/jvm").glob("*"))]
    named = [Path(home) / "bin" / "javac" for home in homes if home]
    on_path = shutil.which("javac")
    paths = [path for path in [*named, *([Path(on_path)] if on_path else [])] if path.exists()]
    return list({path.resolve(): path for path in paths}.values())


def assemble(version: str = VERSION) -> Path:
    """The home folder of a server of *version*, fetched and compiled if not there yet."""
    java = java_home(version)
    home = CACHE / version
    CACHE.mkdir(parents=True, exist_ok=True)
    with (CACHE / f"{version}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (home / "complete").exists():
            shutil.rmtree(home, ignore_errors=True)
            _fill(home, version, java)
            (home / "complete").touch()
    return home


def _fill(home: Path, version: str, java: Path) -> None:
    module, libraries = home / "modules" / "transport-netty4", home / "lib"
    for folder in (module, libraries, home / "config", home / "classes"):
        folder.mkdir(parents=True)
    try:
        _run(
            "mvn",
            *("--quiet", "--batch-mode", "--file", HERE / "pom.xml"),
            "dependency:copy-dependencies",
            f"-Delasticsearch.version={version}",
            f"-DoutputDirectory={libraries}",
            environment={"JAVA_HOME": str(java)},
        )
    except RuntimeError as error:
        raise NotPossibleHere(f"needs Elastic's jars, not to be had here: {error}") from error
    for jar in libraries.glob("*.jar"):
        if jar.name.startswith(_IN_MODULE):
            jar.rename(module / jar.name)
    least = LEAST_JAVA[version.partition(".")[0]]
    text = _DESCRIPTOR.format(version=version, java=least)
    (module / "plugin-descriptor.properties").write_text(text)
    source = HERE / "PortalTestNode.java"
    _run(java / "bin" / "javac", "-cp", f"{libraries}/*", "-d", home / "classes", source)


def _run(*command, environment: dict | None = None) -> None:
    done = subprocess.run(
        [str(part) for part in command],
        env=os.environ | (environment or {}),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed:\n{done.stdout[-3000:]}{done.stderr[-3000:]}")


class Node:
    """One node; several with the same *cluster* and *seeds* form a cluster."""

    def __init__(self, name: str = "one", *, joins: "Node | None" = None, version: str = VERSION):
        self.name = name
        self.version = version
        self.port, self.transport_port = _free_ports(2)
        self._joins = joins
        self._folder = Path(tempfile.mkdtemp(prefix="portal-elasticsearch-"))
        self._process: subprocess.Popen | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> "Node":
        """Start the process, with the data of its last run; `wait` says when it answers."""
        home = assemble(self.version)
        with (self._folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [
                    java_home(self.version) / "bin" / "java",
                    *("-Xms256m", "-Xmx768m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                    "-Djava.awt.headless=true",
                    *("-cp", f"{home}/lib/*:{home}/classes", "PortalTestNode"),
                    *(f"{name}={value}" for name, value in self._settings(home).items()),
                ],
                stdin=subprocess.PIPE,  # its end tells the node that nobody needs it any more
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        return self

    def _settings(self, home: Path) -> dict[str, str]:
        settings = {
            "path.home": home,
            "path.data": self._folder / "data",
            "path.logs": self._folder / "logs",
            "cluster.name": "portal-tests",
            "node.name": self.name,
            "network.host": "127.0.0.1",
            "http.port": self.port,
            "transport.port": self.transport_port,
            "transport.type": "netty4",
            "http.type": "netty4",
            "node.processors": 2,
            "cluster.routing.allocation.disk.threshold_enabled": "false",
        }
        if self._joins:
            # Not eligible as master, so that the cluster outlives the end of this node.
            settings["node.roles"] = "data"
            settings["discovery.seed_hosts"] = f"127.0.0.1:{self._joins.transport_port}"
        else:
            settings["discovery.seed_hosts"] = f"127.0.0.1:{self.transport_port}"
            settings["cluster.initial_master_nodes"] = self.name
        return {name: str(value) for name, value in settings.items()}

    def wait(self, *, nodes: int = 1) -> "Node":
        """Return once the node answers and its cluster has *nodes*."""
        try:
            wait_until_ready(self.url, nodes=nodes, alive=lambda: self._process.poll() is None)
        except RuntimeError as error:
            raise RuntimeError(f"{error}:\n{self.log()[-3000:]}") from error
        return self

    def log(self) -> str:
        return (self._folder / "log").read_text(errors="replace")

    def kill(self) -> None:
        """End it as a power failure would; its data stays for the next `start`."""
        if self._process and self._process.poll() is None:
            self._process.kill()
            self._process.wait(30)
        if self._process:
            self._process.stdin.close()

    def pause(self) -> None:
        """Let it hang: its port is open and nobody answers."""
        self._process.send_signal(signal.SIGSTOP)

    def resume(self) -> None:
        self._process.send_signal(signal.SIGCONT)

    def remove(self) -> None:
        """End it and delete its data."""
        self.kill()
        shutil.rmtree(self._folder, ignore_errors=True)


def wait_until_ready(url: str, *, nodes: int = 1, alive: Callable[[], bool] = lambda: True) -> None:
    """Return once a node answers at *url* and its cluster has *nodes*."""
    deadline = time.monotonic() + PATIENCE
    health = f"{url}/_cluster/health?wait_for_nodes=>={nodes}&timeout=1s"
    while time.monotonic() < deadline and alive():
        try:
            with urllib.request.urlopen(health, timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the node did not start")


_given_out: set[int] = set()  # a node takes its ports some seconds after it is made


def _free_ports(count: int) -> list[int]:
    """Ports that nobody listens on, each held until all are found."""
    held, ports = [], []
    try:
        for port in sorted(set(PORTS) - _given_out):
            candidate = socket.socket()
            held.append(candidate)
            try:
                candidate.bind(("127.0.0.1", port))
            except OSError:
                continue
            ports.append(port)
            if len(ports) == count:
                _given_out.update(ports)
                return ports
    finally:
        for candidate in held:
            candidate.close()
    raise NotPossibleHere(f"no free ports between {PORTS[0]} and {PORTS[-1]}")
