"""A catalogue that the official extension made: Kelp reads and writes it, whether rows lie in files or in the catalogue.

Needs the packages that `dev/interop` installs; elsewhere it is skipped.
"""

import pytest

TYPES = {
    "b": ("BOOLEAN", "true", True),
    "i1": ("TINYINT", "-128", -128),
    "i2": ("SMALLINT", "32767", 32767),
    "i4": ("INTEGER", "-2147483648", -2147483648),
    "i8": ("BIGINT", "9223372036854775807", 9223372036854775807),
    "u1": ("UTINYINT", "255", 255),
    "u2": ("USMALLINT", "65535", 65535),
    "u4": ("UINTEGER", "4294967295", 4294967295),
    "u8": ("UBIGINT", "18446744073709551615", "18446744073709551615"),
    "f": ("FLOAT", "1.5", 1.5),
    "r": ("DOUBLE", "'-Infinity'", "-Infinity"),
    "q": ("DOUBLE", "'NaN'", "NaN"),
    "m": ("DECIMAL(10, 2)", "-99999999.99", "-99999999.99"),
    "mm": ("DECIMAL(38, 10)", "1234567890123456789012345678.0123456789", "1234567890123456789012345678.0123456789"),
    "d": ("DATE", "DATE '2021-05-06'", "2021-05-06T00:00:00Z"),
    "tm": ("TIME", "TIME '10:11:12.123456'", "10:11:12.1234560"),
    "ts": ("TIMESTAMP", "TIMESTAMP '2021-05-06 07:08:09.123456'", "2021-05-06T07:08:09.123456Z"),
    "tss": ("TIMESTAMP_S", "TIMESTAMP_S '2021-05-06 07:08:09'", "2021-05-06T07:08:09Z"),
    "tsm": ("TIMESTAMP_MS", "TIMESTAMP_MS '2021-05-06 07:08:09.123'", "2021-05-06T07:08:09.123Z"),
    "tsn": ("TIMESTAMP_NS", "TIMESTAMP_NS '2021-05-06 07:08:09.123456700'", "2021-05-06T07:08:09.1234567Z"),
    "tz": ("TIMESTAMPTZ", "TIMESTAMPTZ '2021-05-06 07:08:09+02:00'", "2021-05-06T05:08:09Z"),
    "s": ("VARCHAR", "'it''s \\ü \"x\"'", 'it\'s \\ü "x"'),
    "bl": ("BLOB", "'\\x00\\xFFa'::BLOB", "AP9h"),
    "g": ("UUID", "'74be27de-1e4e-49d9-b579-fe0b331d3642'", "74be27de-1e4e-49d9-b579-fe0b331d3642"),
    "j": ("JSON", """'{"a": [1, "x"]}'""", '{"a":[1,"x"]}'),
    # An apostrophe in a struct inside the catalogue is lost by the extension itself.
    "st": ("STRUCT(x INTEGER, y VARCHAR)", "{'x': 1, 'y': 'a, b'}", '{"x":1,"y":"a, b"}'),
    "l": ("VARCHAR[]", "['a,b', NULL, '']", '["a,b",null,""]'),
    "mp": ("MAP(VARCHAR, INTEGER)", "MAP {'k': 1}", '{"k":1}'),
}

COLUMNS = ", ".join(f"{name} {kind}" for name, (kind, _, _) in TYPES.items())
VALUES = ", ".join(value for _, value, _ in TYPES.values())
NULLS = ", ".join("NULL" for _ in TYPES)


@pytest.fixture(scope="module", autouse=True)
def tables(their_lake):
    lake = their_lake.attached()
    lake.execute("CALL lake.set_option('data_inlining_row_limit', 0)")
    lake.execute(f"CREATE TABLE lake.main.files (n INTEGER, {COLUMNS})")
    lake.execute(f"INSERT INTO lake.main.files VALUES (1, {VALUES}), (2, {NULLS})")
    lake.execute("CALL lake.set_option('data_inlining_row_limit', 10)")
    lake.execute(f"CREATE TABLE lake.main.inside (n INTEGER, {COLUMNS})")
    lake.execute(f"INSERT INTO lake.main.inside VALUES (1, {VALUES}), (2, {NULLS})")


@pytest.mark.parametrize("table", ["files", "inside"])
@pytest.mark.parametrize("column", list(TYPES))
def test_values_of_every_type(their_lake, table, column):
    text = column if column not in ("u8", "m", "mm", "j", "st", "l", "mp") else f"tostring({column})"
    rows = their_lake.kelp(f"{table} | sort by n asc | project v = {text}")
    null = "" if column in ("s", "bl") or text != column else None
    assert [row["v"] for row in rows] == [TYPES[column][2], null]


def test_predicates_find_them(their_lake):
    for table in ("files", "inside"):
        for condition in ("u4 > 4294967294", "d == datetime(2021-05-06)", "isnan(q)", "g == guid(74be27de-1e4e-49d9-b579-fe0b331d3642)", "s has 'it'", "r < 0", "b"):
            assert their_lake.kelp(f"{table} | where {condition} | project n") == [{"n": 1}], (table, condition)


def test_kelp_makes_tables_there(their_lake):
    their_lake.kelp(".create table ours (n: long, t: timespan, j: dynamic, at: datetime)")
    their_lake.kelp(".append ours <| print n = 1, t = 1h, j = dynamic({'a': 1}), at = datetime(2024-01-02T03:04:05.6)")
    assert their_lake.kelp("ours | project n, t, a = j.a, at") == [{"n": 1, "t": "01:00:00", "a": 1, "at": "2024-01-02T03:04:05.6Z"}]
    lake = their_lake.attached()
    assert lake.execute('SELECT n, t, j::VARCHAR, "at"::VARCHAR FROM lake.main.ours').fetchall() == [(1, 36_000_000_000, '{"a":1}', "2024-01-02 03:04:05.6")]
    lake.execute("INSERT INTO lake.main.ours(n) VALUES (2)")
    assert their_lake.kelp("ours | summarize count(), sum(n)") == [{"count_": 2, "sum_n": 3}]
    their_lake.kelp(".drop table ours")
    assert lake.execute("SELECT count(*) FROM duckdb_tables() WHERE table_name = 'ours'").fetchone() == (0,)


def test_their_tables_take_kelps_rows_where_types_are_its_own(their_lake):
    lake = their_lake.attached()
    lake.execute("CREATE TABLE lake.main.plain (n BIGINT, s VARCHAR, r DOUBLE, b BOOLEAN, i INTEGER, ts TIMESTAMP)")
    lake.execute("INSERT INTO lake.main.plain VALUES (1, 'inside', 1.5, true, 7, TIMESTAMP '2020-01-01')")
    their_lake.kelp(".append plain <| print n = 2, s = 'file', r = real(nan), b = false, i = int(8), ts = datetime(2021-01-01)")
    lake.execute("INSERT INTO lake.main.plain VALUES (3, 'inside', NULL, NULL, NULL, NULL)")
    lake.execute("UPDATE lake.main.plain SET s = 'changed' WHERE n = 2")
    assert their_lake.kelp("plain | sort by n asc | project n, s, i") == [
        {"n": 1, "s": "inside", "i": 7}, {"n": 2, "s": "changed", "i": 8}, {"n": 3, "s": "inside", "i": None},
    ]  # fmt: skip
    assert lake.execute("SELECT n, s, i FROM lake.main.plain ORDER BY n").fetchall() == [(1, "inside", 7), (2, "changed", 8), (3, "inside", None)]
    assert lake.execute("SELECT count(DISTINCT rowid) FROM lake.main.plain").fetchone() == (3,)
