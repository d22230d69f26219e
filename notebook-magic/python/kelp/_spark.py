"""A Spark that knows Kelp's tables."""

from __future__ import annotations

import os

from kelp._errors import EngineError
from kelp._jvm import home


def connector() -> str:
    """The connector's jars, separated by commas: ``KELP_SPARK_JARS``, else those the launcher built."""
    named = os.environ.get("KELP_SPARK_JARS")
    if named:
        return named
    folder = home()
    for variant in (os.environ.get("KELP_VARIANT", "quick"), "checked") if folder else ():
        class_path = folder / ".kelp" / "app" / variant / "spark.classpath"
        if class_path.is_file():
            return class_path.read_text().strip().replace(os.pathsep, ",")
    raise EngineError("The Spark connector was not found. './kelp setup' builds it; KELP_SPARK_JARS names its jars.")


def spark(name: str = "kelp", **options: str):
    """A SparkSession, local unless one runs already, that can read and write ``format("kelp")``.

    options: Spark's settings with ``_`` for the dots of their names: ``kelp.spark(spark_executor_memory="2g")``.
    """
    from pyspark.sql import SparkSession

    builder = (
        SparkSession.builder.appName(name)
        .config("spark.jars", connector())
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.ui.showConsoleProgress", "false")
    )
    for option, value in options.items():
        builder = builder.config(option.replace("_", "."), value)
    return builder.getOrCreate()
