"""What can go wrong, said so that a person can act on it."""

from __future__ import annotations

import json

RED = "\x1b[1;31m"
PLAIN = "\x1b[0m"


class EngineError(RuntimeError):
    """The engine could not be started or has ended."""

    def _render_traceback_(self):
        return [f"{RED}kelp:{PLAIN} {self}"]


class KqlError(Exception):
    """A query or command that failed.

    ``code``, ``kind`` and ``message`` say what is wrong; ``line`` and ``column`` where (counted from 1, None where no place is
    to blame); ``hint`` what may help. As text it is all of these with the line itself and a caret below the place.
    """

    def __init__(self, text, *, code, kind, message, hint=None, line=None, column=None):
        super().__init__(text)
        self.code = code
        self.kind = kind
        self.message = message
        self.hint = hint
        self.line = line
        self.column = column

    @classmethod
    def parse(cls, text: str) -> KqlError:
        """The error in the engine's JSON."""
        fields = json.loads(text)
        return cls(fields.pop("text"), **fields)

    def _render_traceback_(self):
        """How IPython shows it: without a stack, which would say nothing about the query."""
        head, colon, rest = str(self).partition(": ")
        return [RED + head + colon + PLAIN + rest]


class QueryInterrupted(KeyboardInterrupt):
    """The query was cancelled by an interrupt."""

    def _render_traceback_(self):
        return [f"{RED}Interrupted:{PLAIN} the query was cancelled."]
