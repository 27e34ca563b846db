"""A Neo4j Community server of one's own, without Docker: jars from Maven Central, started by Java, on loopback only.

Jars lie once a version in the user's cache folder; a `home` holds data, settings, log and the generated password, which
only its owner can read. Reference: DESIGN.md, decision 15.
"""

from __future__ import annotations

import json
import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path

from kg.errors import StoreError
from kg.stores.java import find_java

LTS = "5.26.30"
NEWEST = "2026.08.1"
USER = "neo4j"
_MAIN = {"5": "org.neo4j.server.CommunityEntryPoint", "2026": "org.neo4j.server.Neo4jCommunity"}
_OPENS = [f"--add-opens=java.base/{p}=ALL-UNNAMED"
          for p in ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent")]
_HEAP = ("-Xms512m", "-Xmx1500m")  # the settings server.memory.heap.* are for Neo4j's own launcher, which is not used here
_STATE = "server.json"
_PORT = re.compile(r"listen_address=127\.0\.0\.1:(\d+)")
_PARTS = ("org.neo4j.app:neo4j-server", "org.neo4j:neo4j", "org.neo4j:neo4j-import-tool",
          "org.neo4j:neo4j-slf4j-provider")
_BROWSER = "org.neo4j.client:neo4j-browser:5.24.0"
_CONF = """server.default_listen_address=127.0.0.1
server.bolt.listen_address=127.0.0.1:{bolt}
server.bolt.advertised_address=127.0.0.1:{bolt}
server.http.listen_address=127.0.0.1:{http}
server.http.advertised_address=127.0.0.1:{http}
server.https.enabled=false
dbms.usage_report.enabled=false
server.memory.pagecache.size=512m
"""


@dataclass(frozen=True, slots=True)
class Server:
    """A server that was started: where it answers, and its process."""

    version: str
    home: str
    bolt: int
    http: int
    pid: int

    @property
    def address(self) -> str:
        return f"bolt://127.0.0.1:{self.bolt}"

    @property
    def browser(self) -> str:
        return f"http://127.0.0.1:{self.http}/browser/"

    @property
    def password(self) -> str:
        return (Path(self.home) / "password").read_text("utf-8").strip()


def cache_folder() -> Path:
    """Where this program keeps what it can fetch again."""
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Caches"
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return base / "quality-governance-kg" / "neo4j"


def default_home(version: str = LTS) -> Path:
    return cache_folder() / version / "home"


def install(version: str = LTS) -> Path:
    """The folder with the jars of a version, fetched by Maven when it is not there yet (some 140 MB)."""
    folder = cache_folder() / version
    jars = folder / "lib"
    if not (folder / "complete").exists():
        maven = shutil.which("mvn")
        if not maven:
            raise StoreError("mvn is not on this machine; install Apache Maven, or use docker compose up")
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "pom.xml").write_text(_pom(version), "utf-8")
        _run([maven, "-q", "-B", "-f", str(folder / "pom.xml"), "dependency:copy-dependencies",
              "-DincludeScope=runtime", f"-DoutputDirectory={jars}"], f"fetching Neo4j {version}")
        (folder / "complete").touch()
    return jars


def start(version: str = LTS, home: Path | None = None, *, wait: float = 120) -> Server:
    """Start a server and wait until Bolt answers. One that runs already is returned as it is."""
    home = home or default_home(version)
    running = status(home)
    if running:
        return running
    jars, java = install(version), find_java(version)
    prepare(version, home)
    bolt, http = _ports(home)
    (home / "conf" / "neo4j.conf").write_text(_CONF.format(bolt=bolt, http=http), "utf-8")
    with (home / "console.log").open("wb") as log:
        process = subprocess.Popen(_command(java, jars, home, version), stdout=log, stderr=log,
                                   stdin=subprocess.DEVNULL, start_new_session=True)
    server = Server(version, str(home), bolt, http, process.pid)
    _await(server, process, wait)
    (home / _STATE).write_text(json.dumps(asdict(server)), "utf-8")
    return server


def status(home: Path | None = None) -> Server | None:
    """The server of a home, if it runs and answers with our password."""
    path = (home or default_home()) / _STATE
    if not path.exists():
        return None
    server = Server(**json.loads(path.read_text("utf-8")))
    return server if _answers(server) else None


def stop(home: Path | None = None, *, wait: float = 60) -> bool:
    """Stop the server of a home; False when none ran."""
    server = status(home)
    if not server:
        return False
    os.kill(server.pid, signal.SIGTERM)
    if not _is_gone(server.pid, time.monotonic() + wait):
        raise StoreError(f"Neo4j (process {server.pid}) does not stop; see {server.home}/console.log")
    (Path(server.home) / _STATE).unlink(missing_ok=True)
    return True


def admin(version: str, home: Path, *arguments: str) -> str:
    """Run neo4j-admin on a home whose server is stopped; gives what it printed."""
    jars, java = install(version), find_java(version)
    classpath = os.pathsep.join((str(home / "conf"), str(jars / "*")))
    env = os.environ | {"NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")}
    return _run([java, *_OPENS, "-cp", classpath, "org.neo4j.cli.AdminTool", *arguments], "neo4j-admin", env)


def prepare(version: str, home: Path) -> None:
    """Make a home: folders and, the first time, a password of its own.

    The tool reads the password from a file that only its owner can read: a command line is for all users to see.
    """
    for name in ("conf", "data", "logs", "plugins", "run", "import"):
        (home / name).mkdir(parents=True, exist_ok=True)
    (home / "conf" / "neo4j.conf").touch()
    secret = home / "password"
    if secret.exists():
        return
    fresh = home / "password.new"
    fresh.unlink(missing_ok=True)
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(secrets.token_hex(16) + "\n")
    admin(version, home, "dbms", "set-initial-password", f"@{fresh}")
    fresh.rename(secret)


def _command(java: str, jars: Path, home: Path, version: str) -> list[str]:
    classpath = os.pathsep.join((str(home / "plugins" / "*"), str(home / "conf"), str(jars / "*")))
    return [java, *_HEAP, *_OPENS, "-cp", classpath, _MAIN[version.partition(".")[0]], f"--home-dir={home}",
            f"--config-dir={home / 'conf'}", "--console-mode"]


def _await(server: Server, process: subprocess.Popen[bytes], wait: float) -> None:
    ends = time.monotonic() + wait
    while not _answers(server):
        if process.poll() is not None or time.monotonic() > ends:
            process.kill()
            lines = (Path(server.home) / "console.log").read_text("utf-8", "replace").strip().splitlines()
            said = next((x for x in reversed(lines) if "ERROR" in x or "Exception" in x), (lines or ["no output"])[-1])
            raise StoreError(f"Neo4j {server.version} did not start: {said.strip()}; see {server.home}/console.log")
        time.sleep(0.3)


def _answers(server: Server) -> bool:
    with socket.socket() as probe:
        probe.settimeout(10)  # a busy server is slow to accept; where none listens the answer comes at once
        if probe.connect_ex(("127.0.0.1", server.bolt)):
            return False
    from neo4j import GraphDatabase
    from neo4j.exceptions import DriverError, Neo4jError

    try:
        with GraphDatabase.driver(server.address, auth=(USER, server.password)) as driver:
            driver.verify_connectivity()
    except (DriverError, Neo4jError, OSError):  # OSError: it went away between accepting and speaking
        return False
    return True


def _is_gone(pid: int, ends: float) -> bool:
    """Wait until the process has closed its files; False when it has not by then. A child of ours is reaped."""
    while time.monotonic() < ends:
        try:
            if os.waitpid(pid, os.WNOHANG)[0]:
                return True
        except ChildProcessError:
            try:
                os.kill(pid, 0)
            except OSError:
                return True
        time.sleep(0.1)
    return False


def _ports(home: Path) -> list[int]:
    """For Bolt and HTTP: those of the last time, so that a server comes back where it was; free ones if they are taken."""
    had = [int(p) for p in _PORT.findall((home / "conf" / "neo4j.conf").read_text("utf-8"))]
    try:
        return _bound(had or [0, 0])
    except OSError:
        return _bound([0, 0])


def _bound(ports: list[int]) -> list[int]:
    """The ports, each bound for a moment; 0 stands for any free one. Raises `OSError` when one is taken."""
    with ExitStack() as holds:
        return [int(holds.enter_context(socket.create_server(("127.0.0.1", p))).getsockname()[1]) for p in ports]


def _pom(version: str) -> str:
    parts = [(*p.split(":"), version) for p in _PARTS] + [tuple(_BROWSER.split(":"))]
    rows = "".join(f"<dependency><groupId>{g}</groupId><artifactId>{a}</artifactId><version>{v}</version></dependency>"
                   for g, a, v in parts)
    return ("<project><modelVersion>4.0.0</modelVersion><groupId>local</groupId><artifactId>home</artifactId>"
            f"<version>1</version><packaging>pom</packaging><dependencies>{rows}</dependencies></project>\n")


def _run(command: list[str], what: str, env: dict[str, str] | None = None) -> str:
    done = subprocess.run(command, env=env, capture_output=True, text=True, encoding="utf-8", errors="replace")
    if done.returncode:
        lines = (done.stderr or done.stdout).strip().splitlines()
        raise StoreError(f"{what} failed: {lines[-1] if lines else f'exit code {done.returncode}'}")
    return done.stdout
