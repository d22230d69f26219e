import _thread
import datetime
import threading
import time
from decimal import Decimal

import pyarrow as pa
import pytest

import kelp

EVERY_TYPE = """
print b=true, i=int(7), l=long(8), r=1.5, s='text', t=datetime(2020-01-02 03:04:05.678901), d=1h,
      g=guid(74be27de-1e4e-49d9-b579-fe0b331d3642), j=dynamic({"a":[1,2]}), c=decimal(1.25)
"""


def test_types_arrive_in_arrow(db):
    table = db.query(EVERY_TYPE).to_arrow()
    assert [str(field.type) for field in table.schema] == [
        "bool", "int32", "int64", "double", "string", "timestamp[us, tz=UTC]", "duration[us]", "string", "string",
        "decimal128(38, 18)",
    ]  # fmt: skip
    row = table.to_pylist()[0]
    assert row["b"] is True
    assert row["t"].replace(tzinfo=None) == datetime.datetime(2020, 1, 2, 3, 4, 5, 678901)
    assert row["d"] == datetime.timedelta(hours=1)
    assert row["g"] == "74be27de-1e4e-49d9-b579-fe0b331d3642"
    assert row["j"] == '{"a":[1,2]}'
    assert row["c"] == Decimal("1.25")


def test_schema_names_the_kql_types(db):
    assert list(db.query(EVERY_TYPE).schema.values()) == [
        "bool", "int", "long", "real", "string", "datetime", "timespan", "guid", "dynamic", "decimal",
    ]  # fmt: skip


def test_nulls_keep_whole_numbers_whole(db):
    frame = db.query("range x from 1 to 3 step 1 | extend y = iff(x == 2, long(null), x)").to_pandas()
    assert frame["y"].tolist()[0] == 1
    assert str(frame["y"].dtype) == "Int64"
    assert str(frame["x"].dtype) == "int64"


def test_dynamics_can_be_objects(db):
    frame = db.query('print j = dynamic({"a":[1,2]}), n = dynamic(null)').to_pandas(objects=True)
    assert frame["j"][0] == {"a": [1, 2]}
    assert frame["n"][0] is None


def test_many_rows_come_in_batches(db):
    table = db.query("range x from 1 to 300000 step 1 | extend s = strcat('row ', tostring(x))").to_arrow()
    assert table.num_rows == 300_000
    assert pa.compute.sum(table["x"]).as_py() == 300_000 * 300_001 // 2
    assert table["s"][299_999].as_py() == "row 300000"


def test_no_rows_still_have_columns(db):
    result = db.query("range x from 1 to 3 step 1 | where x > 5")
    assert len(result) == 0
    assert result.schema == {"x": "long"}


def test_several_tables(db):
    result = db.query("print a = 1; print b = 2")
    assert [list(table.schema) for table in result.tables] == [["a"], ["b"]]
    assert list(result.schema) == ["b"]


def test_parameters(db):
    text = "declare query_parameters(n: long, at: datetime, who: string); print n + 1, at + 1d, who"
    row = db.query(text, n=41, at=datetime.datetime(2020, 1, 1), who="x y").to_arrow().to_pylist()[0]
    assert list(row.values())[0] == 42
    assert list(row.values())[1].day == 2
    assert list(row.values())[2] == "x y"


def test_a_wrong_query_says_where(db):
    with pytest.raises(kelp.KqlError) as caught:
        db.query("print 1\n| extend nope = missing + 1")
    error = caught.value
    assert (error.line, error.column) == (2, 17)
    assert error.kind == "SEMANTIC"
    assert "| extend nope = missing + 1" in str(error)
    assert "^^^^^^^" in str(error)
    assert ".java" not in str(error) and "\tat " not in str(error)
    assert len(error._render_traceback_()) == 1


def test_an_interrupt_cancels_the_query(db):
    start = time.monotonic()
    threading.Timer(1.0, _thread.interrupt_main).start()
    with pytest.raises(kelp.QueryInterrupted):
        db.query("range x from 1 to 20000000000 step 1 | summarize sum(x * x % 7)")
    assert time.monotonic() - start < 20
    assert len(db.query("print 1")) == 1


def test_progress_is_told(db):
    told = []
    timer = threading.Timer(2.0, _thread.interrupt_main)
    timer.start()
    with pytest.raises(kelp.QueryInterrupted):
        db.query("range x from 1 to 20000000000 step 1 | summarize sum(x * x % 7)", progress=lambda *a: told.append(a))
    assert told and told[0][0] >= 0.5


def test_results_show_themselves(db):
    result = db.query("range x from 1 to 3 step 1 | extend y = x * x | render columnchart")
    data, metadata = result._repr_mimebundle_()
    assert set(data) == {"application/vnd.vegalite.v5+json", "image/png", "text/plain"}
    assert metadata["image/png"]["width"] > 0
    plain = repr(db.query("print x = 1"))
    assert plain.splitlines()[:3] == ["x", "-", "1"]
