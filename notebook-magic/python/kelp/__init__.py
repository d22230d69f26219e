"""KQL over open tables: ``kelp.connect(folder).query(text)``, and ``%load_ext kelp`` in a notebook."""

from kelp._database import Database, connect
from kelp._errors import EngineError, KqlError, QueryInterrupted
from kelp._result import Result
from kelp._spark import spark

__all__ = ["Database", "EngineError", "KqlError", "QueryInterrupted", "Result", "connect", "spark"]
__version__ = "0.1.0"


def load_ipython_extension(shell):
    """Called by ``%load_ext kelp``."""
    from kelp._magic import KelpMagics

    shell.register_magics(KelpMagics(shell))
