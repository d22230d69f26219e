"""The data source from Python: the jar on the class path, the same options."""

import datetime
import os
import pathlib

import pytest
from pyspark.sql import SparkSession

HOME = pathlib.Path(os.environ.get("KELP_HOME", pathlib.Path(__file__).parents[4]))
APP = HOME / ".kelp" / "app" / os.environ.get("KELP_VARIANT", "quick")
OPENS = ["java.nio", "sun.nio.ch", "java.lang", "java.lang.invoke", "java.util"]


@pytest.fixture(scope="module")
def spark():
    class_path = (APP / "spark.classpath").read_text()
    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.driver.extraClassPath", class_path)
        .config("spark.driver.extraJavaOptions", " ".join(f"--add-opens=java.base/{p}=ALL-UNNAMED" for p in OPENS))
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "1")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.driver.host", "localhost")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .getOrCreate()
    )
    yield session
    session.stop()


def test_write_and_read_back(spark, tmp_path):
    rows = [
        (1, "Zürich", 1.5, datetime.datetime(2024, 2, 29, 12, 30, 0, 123456), True),
        (2, "", None, None, None),
    ]
    frame = spark.createDataFrame(rows, "id long, name string, value double, at timestamp, ok boolean")
    frame.write.format("kelp").option("path", str(tmp_path)).option("table", "things").save()
    frame.write.format("kelp").option("path", str(tmp_path)).option("table", "things").mode("append").save()
    back = spark.read.format("kelp").option("path", str(tmp_path)).option("table", "things").load()
    assert sorted(map(str, back.collect())) == sorted(2 * list(map(str, frame.collect())))


def test_pushed_down(spark, tmp_path, capsys):
    spark.range(1000).selectExpr("id", "id % 7 AS k", "id * 2 AS twice").write.format("kelp").options(
        path=str(tmp_path), table="numbers"
    ).save()
    query = (
        spark.read.format("kelp").options(path=str(tmp_path), table="numbers").load().where("id < 10").select("twice")
    )
    query.explain()
    plan = capsys.readouterr().out
    assert "PushedFilters: [id IS NOT NULL, id < 10]" in plan
    assert "Columns: [twice]" in plan
    assert [row.twice for row in query.orderBy("twice").collect()] == list(range(0, 20, 2))


def test_a_missing_table_is_one_clear_message(spark, tmp_path):
    with pytest.raises(Exception, match="There are no tables in"):
        spark.read.format("kelp").options(path=str(tmp_path / "nothing"), table="x").load()
