"""Tables that Kelp and DuckDB's own ducklake extension both work on, with the catalogue in SQLite and in PostgreSQL."""

import contextlib
import json
import os
import pathlib
import queue
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time
import urllib.error
import urllib.request

import pytest

duckdb = pytest.importorskip("duckdb")
extensions = pytest.importorskip("duckdb_extensions", reason="run dev/interop")

ROOT = pathlib.Path(os.environ.get("KELP_HOME") or pathlib.Path(__file__).resolve().parents[5])
READY = re.compile(r"^Kelp is ready at (http://localhost:\d+)$")


class Postgres:
    """A server of Debian's packages with a folder and a port of its own; it trusts whoever connects."""

    def __init__(self):
        programs = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name))
        if not programs:
            pytest.skip("no PostgreSQL is installed")
        self.programs = programs[-1]
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="kelp-postgres"))
        self.other_user = []
        if os.geteuid() == 0:  # the server refuses to run as root
            shutil.chown(self.folder, "postgres")
            self.other_user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"]
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]

    def run(self, program, *arguments):
        command = [*self.other_user, str(self.programs / program), "-D", str(self.folder / "data"), *arguments]
        subprocess.run(command, check=True, cwd=self.folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)

    def __enter__(self):
        self.run("initdb", "-U", "kelp", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        options = f"-c listen_addresses=127.0.0.1 -c port={self.port} -c unix_socket_directories= -c fsync=off"
        self.run("pg_ctl", "start", "-w", "-o", options, "-l", str(self.folder / "log"))
        return self

    def __exit__(self, *failure):
        self.run("pg_ctl", "stop", "-m", "fast")
        shutil.rmtree(self.folder)


class Lake:
    """A folder of tables. What Kelp is asked goes to one `kelp serve`, which runs beside the other clients."""

    def __init__(self, folder: pathlib.Path, catalogue: str, options: str):
        self.folder = folder
        self.catalogue = catalogue
        self.options = options
        self.connection = None

    @contextlib.contextmanager
    def served(self):
        command = [str(ROOT / "kelp"), "serve", "--port", "0", "--data", str(self.folder)]
        with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True) as process:
            try:
                lines: queue.Queue = queue.Queue()
                threading.Thread(target=lambda: lines.put(process.stdout.readline()), daemon=True).start()
                line = lines.get(timeout=600)
                ready = READY.match(line)
                assert ready, f"not the one line that says it is ready: {line!r}"
                self.url = ready[1]
                yield self
            finally:
                if self.connection is not None:
                    self.connection.close()
                process.send_signal(signal.SIGTERM)
                process.wait(60)

    def kelp(self, text: str) -> list[dict]:
        """The rows that Kelp answers, by names of columns."""
        kind = "mgmt" if text.startswith(".") else "query"
        body = json.dumps({"db": "main", "csl": text}).encode()
        request = urllib.request.Request(f"{self.url}/v1/rest/{kind}", body, {"Content-Type": "application/json"})
        try:
            with urllib.request.urlopen(request, timeout=120) as answer:
                table = json.load(answer)["Tables"][0]
        except urllib.error.HTTPError as failure:
            raise AssertionError(f"{text}: {failure.read().decode()}") from failure
        names = [column["ColumnName"] for column in table["Columns"]]
        return [dict(zip(names, row)) for row in table["Rows"]]

    def attached(self):
        """A DuckDB that has the tables attached as `lake` from the first call on, as clients do that live for long."""
        if self.connection is None:
            self.connection = duckdb.connect()
            for name in ("ducklake", "sqlite_scanner", "postgres_scanner"):
                extensions.import_extension(name, con=self.connection)
                self.connection.execute(f"LOAD {name}")
            self.connection.execute("SET TimeZone = 'UTC'")
            self.connection.execute(f"ATTACH 'ducklake:{self.catalogue}' AS lake {self.options}")
        return self.connection


@pytest.fixture(scope="session")
def postgres():
    with Postgres() as server:
        yield server


def place(request, tmp_path_factory) -> tuple[pathlib.Path, str, str]:
    """A new folder, the catalogue's address in DuckDB's words, and the option that goes with it."""
    folder = tmp_path_factory.mktemp("lake")
    if request.param == "sqlite":
        return folder, f"sqlite:{folder}/catalog.sqlite", ""
    server = request.getfixturevalue("postgres")
    schema = f"lake_{time.time_ns()}"
    (folder / "catalog.postgres").write_text(f"postgresql://kelp@127.0.0.1:{server.port}/postgres?schema={schema}\n")
    return folder, f"postgres:dbname=postgres host=127.0.0.1 port={server.port} user=kelp", f"METADATA_SCHEMA '{schema}'"


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def lake(request, tmp_path_factory):
    """Tables in a catalogue that Kelp makes."""
    folder, catalogue, option = place(request, tmp_path_factory)
    with Lake(folder, catalogue, f"({option})" if option else "").served() as made:
        yield made


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def their_lake(request, tmp_path_factory):
    """Tables in a catalogue that the extension makes."""
    folder, catalogue, option = place(request, tmp_path_factory)
    made = Lake(folder, catalogue, f"(DATA_PATH '{folder}/files/'{', ' if option else ''}{option})")
    made.attached()
    with made.served():
        yield made
