"""A folder of tables that can be asked."""

from __future__ import annotations

import datetime
import os
import socket
import threading
import time
from collections.abc import Callable
from pathlib import Path

from kelp._errors import EngineError, KqlError, QueryInterrupted
from kelp._jvm import jvm
from kelp._result import Result

_LOOK_SECONDS = 0.05
_PROGRESS_SECONDS = 0.5

Progress = Callable[[float, float], None]


def connect(data: str | os.PathLike | None = None, database: str = "", executor: str = "") -> Database:
    """The tables in a folder, made where there are none yet.

    data: the folder; else ``KELP_DATA``, else ``kelp-data`` in the working folder.
    database: a database in it; else the default one.
    executor: ``duckdb`` (the default) or ``spark``.
    """
    folder = data if data is not None else os.environ.get("KELP_DATA") or "kelp-data"
    return Database(Path(folder).absolute(), database, executor)


class Database:
    """Answers queries and commands over a folder. Keeps the engine open; ``close`` lets go of it."""

    def __init__(self, data: Path, database: str = "", executor: str = ""):
        self.data = data
        self.database = database
        self.executor = executor

    def query(self, text: str, *, progress: Progress | None = None, **parameters) -> Result:
        """Runs KQL, or a command that begins with a dot, and returns its last table (``.tables`` has them all).

        parameters: values for ``declare query_parameters``.
        progress: called every half second with the seconds gone and the share done (negative where that isn't known).
        Raises KqlError where the query is wrong or fails. An interrupt cancels the query.
        """
        java = jvm()
        values = {name: _literal(value) for name, value in parameters.items()}
        query = java.bridge.query(str(self.data), text, self.database, self.executor, values)
        try:
            return _attended(lambda: _fetch(java, query), query, progress)
        finally:
            query.close()

    def close(self) -> None:
        """Lets go of the folder's files."""
        jvm().bridge.release(str(self.data))

    def __enter__(self) -> Database:
        return self

    def __exit__(self, *_):
        self.close()

    def __repr__(self):
        return f"kelp.connect({str(self.data)!r}{f', {self.database!r}' if self.database else ''})"


def _fetch(java, query) -> Result:
    _check(query.run())
    tables = []
    for i in range(query.tables()):
        port, secret = query.send(i).split(" ")
        arrow = _receive(java.host, int(port), secret)
        _check(query.sent(i))
        tables.append(Result(query.name(i), arrow, query.view(i)))
    if not tables:
        raise EngineError("The engine answered without a table.")
    return tables[-1].among(tables)


def _receive(host: str, port: int, secret: str):
    import pyarrow

    with socket.create_connection((host, port)) as connection:
        connection.sendall(secret.encode("ascii"))
        with connection.makefile("rb") as stream, pyarrow.ipc.open_stream(stream) as reader:
            return reader.read_all()


def _check(failure: str) -> None:
    if failure:
        raise KqlError.parse(failure)


def _attended(work: Callable[[], Result], query, progress: Progress | None) -> Result:
    """Does the work on another thread: an interrupt would break a connection that waits for an answer, so it must not meet one."""
    outcome: list = []

    def run():
        try:
            outcome.append((work(), None))
        except BaseException as e:  # handed to the one who waits
            outcome.append((None, e))

    worker = threading.Thread(target=run, name="kelp-query", daemon=True)
    start = told = time.monotonic()
    worker.start()
    try:
        while worker.is_alive():
            worker.join(_LOOK_SECONDS)
            now = time.monotonic()
            if progress and now - told >= _PROGRESS_SECONDS:
                told = now
                progress(now - start, query.fraction())
    except KeyboardInterrupt:
        query.cancel()
        worker.join()
        raise QueryInterrupted() from None
    result, failure = outcome[0]
    if failure is not None:
        raise failure
    return result


def _literal(value) -> str:
    """A Python value as a KQL literal; text stays as it is."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime.datetime):
        utc = value.astimezone(datetime.timezone.utc) if value.tzinfo else value
        return f"datetime({utc.replace(tzinfo=None).isoformat()})"
    if isinstance(value, datetime.date):
        return f"datetime({value.isoformat()})"
    if isinstance(value, datetime.timedelta):
        return f"time({value // datetime.timedelta(microseconds=1) * 10}tick)"
    return str(value)
