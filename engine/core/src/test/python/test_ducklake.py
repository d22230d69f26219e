"""DuckDB's own ducklake extension over tables that Kelp made, and Kelp over what it changed.

Needs the packages that `dev/interop` installs; elsewhere it is skipped.
"""

import datetime
import decimal
import uuid

import pytest

COLUMNS = "b:bool, i:int, l:long, r:real, d:decimal, s:string, t:datetime, p:timespan, g:guid, j:dynamic"
ROWS = """
true,1,10000000000,1.5,1.25,a,2020-01-01T00:00:00.1234567Z,1.02:03:04,74be27de-1e4e-49d9-b579-fe0b331d3642,"{""a"":[1]}"
false,-1,-5,nan,-9999999999999999.123456789012345678,ü'x,0001-01-01,,,
,,,inf,,,9999-12-31T23:59:59.999999,,,
"""


@pytest.fixture(scope="module", autouse=True)
def tables(lake):
    lake.kelp(f".create table events ({COLUMNS}) with (docstring='all types', folder='f')")
    lake.kelp(f".ingest inline into table events <|{ROWS}")
    lake.kelp(".set small <| range x from 1 to 100000 step 1 | extend ts = datetime(2024-01-01) + x * 1s")
    lake.kelp(".append small <| small | extend x = x + 100000, ts = ts + 10d")
    lake.kelp(".set ['we ird \"ü'] <| print ['a b'] = 'x'")


def test_values_are_standard_types(lake):
    connection = lake.attached()
    rows = connection.execute("SELECT * EXCLUDE (r, t_ticks) FROM lake.main.events ORDER BY i NULLS LAST").fetchall()
    assert rows[1] == (
        True, 1, 10_000_000_000, decimal.Decimal("1.25"), "a", datetime.datetime(2020, 1, 1, 0, 0, 0, 123456), 937_840_000_000,
        uuid.UUID("74be27de-1e4e-49d9-b579-fe0b331d3642"), '{"a":[1]}',
    )  # fmt: skip
    assert rows[0][3:6] == (decimal.Decimal("-9999999999999999.123456789012345678"), "ü'x", datetime.datetime(1, 1, 1))
    assert rows[2][5] == datetime.datetime(9999, 12, 31, 23, 59, 59, 999999)
    assert connection.execute("SELECT sum(t_ticks) FROM lake.main.events").fetchone() == (7,)
    assert connection.execute("SELECT comment FROM duckdb_tables() WHERE table_name = 'events'").fetchone() == ("all types",)
    assert connection.execute('SELECT "a b" FROM lake.main."we ird ""ü"').fetchone() == ("x",)


def test_statistics_and_row_ids(lake):
    connection = lake.attached()

    def one(sql):
        return connection.execute(sql).fetchone()

    assert one("SELECT count(*) FROM lake.main.small WHERE x > 150000") == (50000,)
    assert one("SELECT count(*) FROM lake.main.small WHERE x = 100000 OR x = 200000") == (2,)
    assert one("SELECT count(*) FROM lake.main.small WHERE ts >= TIMESTAMP '2024-01-11'") == (100000,)
    assert one("SELECT min(x), max(x) FROM lake.main.small") == (1, 200000)
    assert one("SELECT count(DISTINCT rowid), min(rowid), max(rowid) FROM lake.main.small") == (200000, 0, 199999)
    assert one("SELECT count(*) FROM lake.main.small AT (VERSION => 3)") == (100000,)


def test_no_live_file_is_an_orphan(lake):
    connection = lake.attached()
    orphans = connection.execute("CALL ducklake_delete_orphaned_files('lake', dry_run => true, cleanup_all => true)").fetchall()
    assert orphans == []


def test_kelp_reads_what_others_write(lake):
    connection = lake.attached()
    for statement in (
        "CALL lake.set_option('data_inlining_row_limit', 0)",
        "INSERT INTO lake.main.small VALUES (1000000, TIMESTAMP '2030-01-01')",
        "DELETE FROM lake.main.small WHERE x <= 10",
        """INSERT INTO lake.main.events(i, s, j) VALUES (7, 'theirs', '{ "x" : 1 }')""",
        "CREATE SCHEMA lake.other",
        """CREATE TABLE lake.other.theirs AS SELECT 1::INTEGER a, {'x': 1, 'y': ['q']} n, TIMESTAMPTZ '2020-01-01 00:00:00Z' ts,
           DATE '2021-05-06' d, 18446744073709551615::UBIGINT u, 1.5::FLOAT f, 12.50::DECIMAL(10, 2) m, TIME '10:00:00.5' tm""",
        "ALTER TABLE lake.other.theirs RENAME COLUMN a TO renamed",
        "ALTER TABLE lake.other.theirs ADD COLUMN later INTEGER DEFAULT 5",
    ):
        connection.execute(statement)
    assert lake.kelp("small | summarize n = count(), least = min(x), most = max(x)") == [{"n": 199991, "least": 11, "most": 1000000}]
    assert lake.kelp("events | where i == 7 | project s, j = tostring(j)") == [{"s": "theirs", "j": '{"x":1}'}]
    rows = lake.kelp("database('other').theirs | project renamed, n = tostring(n), ts, d, u = tostring(u), f, m = tostring(m), tm, later")
    assert rows == [
        {
            "renamed": 1, "n": '{"x":1,"y":["q"]}', "ts": "2020-01-01T00:00:00Z", "d": "2021-05-06T00:00:00Z", "u": "18446744073709551615",
            "f": 1.5, "m": "12.5", "tm": "10:00:00.5000000", "later": 5,
        }
    ]  # fmt: skip


def test_kelp_reads_rows_inside_the_catalogue(lake):
    connection = lake.attached()
    for statement in (
        "CALL lake.set_option('data_inlining_row_limit', 10)",
        "CREATE TABLE lake.other.small (n BIGINT, s VARCHAR, ts TIMESTAMPTZ, l DOUBLE[], f FLOAT, b BOOLEAN)",
        "INSERT INTO lake.other.small SELECT range, 'file', NULL, [], 0.5, true FROM range(1000)",
        "DELETE FROM lake.other.small WHERE n < 3",
        "INSERT INTO lake.other.small VALUES (-1, 'it''s', TIMESTAMPTZ '2020-01-01 00:00:00Z', [1.5, NULL], 'NaN', false), (-2, NULL, NULL, NULL, NULL, NULL)",
        "ALTER TABLE lake.other.small RENAME COLUMN s TO text",
        "ALTER TABLE lake.other.small ADD COLUMN more INTEGER DEFAULT 4",
        "INSERT INTO lake.other.small(n, more) VALUES (-3, 9)",
        "DELETE FROM lake.other.small WHERE n = -2",
    ):
        connection.execute(statement)
    rows = lake.kelp("database('other').small | where n < 4 | sort by n asc | project n, text, ts, l = tostring(l), f, b, more")
    assert rows == [
        {"n": -3, "text": "", "ts": None, "l": "", "f": None, "b": None, "more": 9},
        {"n": -1, "text": "it's", "ts": "2020-01-01T00:00:00Z", "l": "[1.5,null]", "f": "NaN", "b": False, "more": 4},
        {"n": 3, "text": "file", "ts": None, "l": "[]", "f": 0.5, "b": True, "more": 4},
    ]
    assert lake.kelp("database('other').small | count") == [{"Count": 999}]


def test_both_go_on_writing(lake):
    lake.kelp(".append small <| print x = 7, ts = now()")
    connection = lake.attached()
    assert connection.execute("SELECT count(DISTINCT rowid) = count(*) FROM lake.main.small").fetchone() == (True,)


def test_decimals_of_any_length(lake):
    """Others see the nearest, or null, and the digits in a column beside it."""
    large, small = "1234567890123456789012345678901234", "0.00000000000000000006"
    lake.kelp(".create table digits (n:long, d:decimal)")
    lake.kelp(".ingest inline into table digits <|\n1,0.5")
    lake.kelp(f".ingest inline into table digits <|\n2,{large}\n3,{small}")
    connection = lake.attached()
    assert connection.execute("SELECT n, d, d_digits FROM lake.main.digits ORDER BY n").fetchall() == [
        (1, decimal.Decimal("0.5"), None),
        (2, None, large),
        (3, 0, small),
    ]
    connection.execute("INSERT INTO lake.main.digits VALUES (4, 7.25, NULL)")
    connection.execute("DELETE FROM lake.main.digits WHERE n = 1")
    rows = lake.kelp("digits | where d > 7 or d < decimal(0.0000000000000000001) | order by n asc | project n, d")
    assert rows == [{"n": 2, "d": large}, {"n": 3, "d": small}, {"n": 4, "d": "7.25"}]
