"""A Spark that knows Kelp's tables."""

from __future__ import annotations

import os
from pathlib import Path

from kelp._errors import EngineError
from kelp._jvm import home


def connector() -> Path:
    """The connector's jar: ``KELP_SPARK_JAR``, else the one the launcher built."""
    named = os.environ.get("KELP_SPARK_JAR")
    folder = home()
    found = [Path(named)] if named else sorted(folder.glob(".kelp/app/*/kelp-spark-all.jar")) if folder else []
    for jar in found:
        if jar.is_file():
            return jar.resolve()
    raise EngineError("The Spark connector's jar was not found. './kelp setup' builds it; KELP_SPARK_JAR names another one.")


def spark(name: str = "kelp", **options: str):
    """A SparkSession, local unless one runs already, that can read and write ``format("kelp")``.

    options: Spark's settings with ``_`` for the dots of their names: ``kelp.spark(spark_executor_memory="2g")``.
    """
    from pyspark.sql import SparkSession

    builder = (
        SparkSession.builder.appName(name)
        .config("spark.jars", str(connector()))
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.ui.showConsoleProgress", "false")
    )
    for option, value in options.items():
        builder = builder.config(option.replace("_", "."), value)
    return builder.getOrCreate()
