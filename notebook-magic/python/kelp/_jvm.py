"""The JVM that holds the engine: found, started once per process, and spoken to over Py4J."""

from __future__ import annotations

import atexit
import collections
import json
import os
import shlex
import subprocess
import threading
from pathlib import Path

from kelp._errors import EngineError

_LOG_LINES = 40
_lock = threading.Lock()
_running: Jvm | None = None


def home() -> Path | None:
    """The folder of the launcher ``kelp``: ``KELP_HOME``, else the repository this package lies in; None where there is none."""
    named = os.environ.get("KELP_HOME")
    folder = Path(named) if named else Path(__file__).resolve().parents[3]
    return folder if (folder / "kelp").is_file() else None


def command() -> list[str]:
    """The command that starts the JVM."""
    named = os.environ.get("KELP_BRIDGE")
    if named:
        return shlex.split(named)
    folder = home()
    if folder is None:
        raise EngineError("Kelp's engine was not found. Set KELP_HOME to the folder that holds the launcher 'kelp'.")
    return [str(folder / "kelp"), "bridge"]


class Jvm:
    """A running JVM. ``bridge`` is its entry point."""

    def __init__(self):
        from py4j.java_gateway import GatewayParameters, JavaGateway

        self.pid = os.getpid()
        self._log = collections.deque(maxlen=_LOG_LINES)
        # A session of its own: Ctrl-C in a terminal is for Python, which cancels the query and keeps the engine.
        self._process = subprocess.Popen(
            command(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
        )
        threading.Thread(target=self._keep_log, name="kelp-log", daemon=True).start()
        where = self._process.stdout.readline()
        try:
            address = json.loads(where)
        except ValueError:
            self._process.wait()
            raise EngineError("Kelp's engine did not start.\n" + "".join(self._log)) from None
        self._gateway = JavaGateway(
            gateway_parameters=GatewayParameters(
                address=address["host"], port=address["port"], auth_token=address["token"], auto_convert=True
            )
        )
        self.host = address["host"]
        self.bridge = self._gateway.entry_point

    def _keep_log(self):
        for line in self._process.stderr:
            self._log.append(line.decode(errors="replace"))

    def alive(self) -> bool:
        return self._process.poll() is None

    def log(self) -> str:
        """The last lines the JVM wrote."""
        return "".join(self._log)

    def close(self):
        """Ends the JVM, which closes its engines first."""
        if self.pid != os.getpid():
            return  # a fork's copy; the JVM is its parent's
        self._gateway.close()
        self._process.stdin.close()
        try:
            self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self._process.kill()


def jvm() -> Jvm:
    """The JVM of this process, started if need be."""
    global _running
    with _lock:
        if _running is None or _running.pid != os.getpid() or not _running.alive():
            _running = Jvm()
        return _running


@atexit.register
def _end():
    if _running is not None:
        _running.close()
