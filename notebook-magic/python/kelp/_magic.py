"""``%kql`` and ``%%kql``."""

from __future__ import annotations

import re
import shlex

from IPython.core.error import UsageError
from IPython.core.magic import Magics, line_cell_magic, magics_class

from kelp._database import Database, connect

_OPTIONS = {"-d": "data", "--data": "data", "-D": "database", "--database": "database", "-x": "executor", "--executor": "executor"}
_ASSIGNMENT = re.compile(r"\s*([A-Za-z_]\w*)\s*<<\s*")


@magics_class
class KelpMagics(Magics):
    """The magics of one notebook. Options hold from the cell that gives them on."""

    def __init__(self, shell):
        super().__init__(shell)
        self._options = {"data": None, "database": "", "executor": ""}
        self._database: Database | None = None

    @line_cell_magic
    def kql(self, line: str, cell: str | None = None):
        """Runs KQL or a command: ``%kql [-d DATA] [-D DATABASE] [-x EXECUTOR] [name <<] text``.

        The result is shown, or assigned where ``name <<`` stands before the text. ``_kql`` is the last one.
        """
        rest = self._take_options(line)
        text = rest if cell is None else f"{rest}\n{cell}"
        name = None
        assignment = _ASSIGNMENT.match(text)
        if assignment:
            name = assignment.group(1)
            # Blank lines keep the places in messages those of the cell.
            text = "\n" * text[: assignment.end()].count("\n") + text[assignment.end() :]
        if not text.strip():
            return None
        result = self._ask(text)
        self.shell.user_ns["_kql"] = result
        if name is None:
            return result
        self.shell.user_ns[name] = result
        return None

    def _ask(self, text: str):
        if self._database is None:
            self._database = connect(**self._options)
        progress = _ProgressLine()
        try:
            return self._database.query(text, progress=progress)
        finally:
            progress.end()

    def _take_options(self, line: str) -> str:
        rest = line.strip()
        while rest.startswith("-") and not rest.startswith("--\n"):
            flag = rest.split(None, 1)[0]
            if flag not in _OPTIONS:
                raise UsageError(f"%kql has no option {flag}. It has {', '.join(sorted(_OPTIONS))}.")
            rest = rest[len(flag) :].lstrip()
            if not rest:
                raise UsageError(f"{flag} needs a value.")
            value, rest = _word(rest)
            self._options[_OPTIONS[flag]] = value
            self._database = None
        return rest


def _word(text: str) -> tuple[str, str]:
    """The first word, which may be quoted, and the rest."""
    quoted = re.match(r"""("[^"]*"|'[^']*'|\S+)\s*""", text)
    assert quoted
    return shlex.split(quoted.group(1))[0], text[quoted.end() :]


class _ProgressLine:
    """A line that tells how long a query has been running, once that is more than a second."""

    def __init__(self):
        self._handle = None

    def __call__(self, seconds: float, share: float) -> None:
        from IPython.display import display

        if seconds < 1:
            return
        text = f"{seconds:.1f} s" + (f"  {share:.0%}" if share >= 0 else "")
        bundle = {"text/plain": text}
        if self._handle is None:
            self._handle = display(bundle, raw=True, display_id=True)
        else:
            self._handle.update(bundle, raw=True)

    def end(self) -> None:
        if self._handle is not None:
            from IPython.display import clear_output

            clear_output(wait=True)
