"""Kelp and DuckDB's own ducklake extension work on the same tables in turn, step by step; each sees what the other did.

Needs the packages that `dev/interop` installs; elsewhere it is skipped.
"""

import pytest


class Kelp:
    """Something asked of Kelp, and the rows expected as lists of values."""

    def __init__(self, text, *rows):
        self.text = text
        self.rows = rows

    def run(self, lake):
        answer = [list(row.values()) for row in lake.kelp(self.text)]
        assert not self.rows or answer == [list(row) for row in self.rows]


class Theirs:
    """Statements for the extension, the last of them a query where rows are expected."""

    def __init__(self, *statements, rows=None):
        self.statements = statements
        self.rows = rows

    def run(self, lake):
        for statement in self.statements:
            answer = lake.attached().execute(statement)
        if self.rows is not None:
            assert [list(row) for row in answer.fetchall()] == [list(row) for row in self.rows]


class Both:
    """A table that both must see alike: its rows by a count and a sum, and in their order."""

    def __init__(self, table, columns, *rows):
        self.table = table
        self.columns = columns
        self.rows = rows

    def run(self, lake):
        first = self.columns.split(",")[0]
        Kelp(f"{self.table} | sort by {first} asc | project {self.columns}", *self.rows).run(lake)
        Theirs(f"SELECT {self.columns} FROM lake.main.{self.table} ORDER BY 1", rows=self.rows).run(lake)


TOTAL = [1400, 2712015]

STEPS = [
    # What Kelp makes
    Kelp(".create table t (n: long, s: string)"),
    Theirs("SELECT count(*) FROM lake.main.t", rows=[[0]]),
    Kelp(".append t <| datatable(n: long, s: string) [1, 'one', 2, 'two', 3, '']"),
    Both("t", "n, s", [1, "one"], [2, "two"], [3, ""]),
    Kelp(".append t <| range n from 101 to 1100 step 1 | extend s = strcat('r', n)"),
    Theirs("SELECT count(*), sum(n), min(s), max(rowid) FROM lake.main.t", rows=[[1003, 600506, "", 1002]]),
    Theirs("SELECT s FROM lake.main.t WHERE n = 777", rows=[["r777"]]),
    Theirs("SELECT count(*) FROM lake.main.t AT (VERSION => 2)", rows=[[3]]),
    Theirs("SELECT snapshot_id, changes::VARCHAR FROM lake.snapshots() WHERE snapshot_id = 2", rows=[[2, "{tables_inserted_into=[1]}"]]),
    # Rows of theirs: inside the catalogue and in files
    Theirs("CALL lake.set_option('data_inlining_row_limit', 10)", "INSERT INTO lake.main.t VALUES (4, 'four'), (5, NULL)"),
    Kelp("t | where n < 100 | sort by n asc", [1, "one"], [2, "two"], [3, ""], [4, "four"], [5, ""]),
    Theirs("INSERT INTO lake.main.t SELECT i, 'big' || i FROM range(2000, 3000) r(i)"),
    Kelp("t | summarize count(), sum(n), countif(s startswith 'big')", [2005, 3100015, 1000]),
    # Deletions of theirs
    Theirs("DELETE FROM lake.main.t WHERE n BETWEEN 101 AND 600"),
    Kelp("t | count", [1505]),
    Kelp("t | where n between (590 .. 605) | summarize n = min(n), c = count()", [601, 5]),
    Theirs("DELETE FROM lake.main.t WHERE n = 601"),
    Kelp("t | where n between (590 .. 605) | summarize n = min(n), c = count()", [602, 4]),
    Theirs("UPDATE lake.main.t SET s = 'TWO' WHERE n = 2"),
    Kelp("t | where n < 4 | sort by n asc", [1, "one"], [2, "TWO"], [3, ""]),
    Theirs("DELETE FROM lake.main.t WHERE n = 4"),
    Kelp("t | where n < 6 | sort by n asc | summarize make_list(n), count()", [[1, 2, 3, 5], 4]),
    # Kelp goes on, on what they left
    Kelp(".append t <| print n = 6, s = 'six'"),
    Theirs("SELECT n, s FROM lake.main.t WHERE n < 10 ORDER BY n", rows=[[1, "one"], [2, "TWO"], [3, ""], [5, None], [6, "six"]]),
    Theirs("SELECT count(*) = count(DISTINCT rowid) FROM lake.main.t", rows=[[True]]),
    # Schemas change
    Theirs("ALTER TABLE lake.main.t ADD COLUMN x INTEGER DEFAULT 7"),
    Kelp("t | where n < 4 | sort by n asc | project n, x", [1, 7], [2, 7], [3, 7]),
    Theirs("ALTER TABLE lake.main.t RENAME COLUMN s TO text"),
    Kelp("t | where n == 2 | project text", ["TWO"]),
    Theirs("ALTER TABLE lake.main.t ALTER COLUMN x TYPE BIGINT", "INSERT INTO lake.main.t VALUES (7, 'seven', 5000000000)"),
    Kelp("t | where n >= 6 and n < 9 | sort by n asc | project n, text, x", [6, "six", 7], [7, "seven", 5000000000]),
    Theirs("ALTER TABLE lake.main.t DROP COLUMN text"),
    Kelp("t | where n == 7", [7, 5000000000]),
    Theirs("ALTER TABLE lake.main.t RENAME TO renamed"),
    Kelp("renamed | where n < 3 | sort by n asc", [1, 7], [2, 7]),
    Theirs("COMMENT ON TABLE lake.main.renamed IS 'from outside'"),
    Kelp(".show tables | where TableName == 'renamed' | project DocString", ["from outside"]),
    # Kelp deletes and changes schemas
    Kelp(".delete table renamed records <| renamed | where n between (2000 .. 2099)"),
    Theirs("SELECT count(*), min(n) FILTER (n > 1999) FROM lake.main.renamed", rows=[[1405, 2100]]),
    Theirs("DELETE FROM lake.main.renamed WHERE n IN (3, 2100, 2999)"),
    Kelp("renamed | summarize count(), minif(n, n > 1999), max(n)", [1402, 2101, 2998]),
    Kelp(".delete table renamed records <| renamed | where n in (5, 2101)"),
    Theirs("SELECT count(*), min(n) FILTER (n > 1999), count(*) FILTER (n < 9) FROM lake.main.renamed", rows=[[1400, 2102, 4]]),
    Kelp(".alter-merge table renamed (added: datetime)"),
    Kelp(".append renamed <| print n = 10, x = 10, added = datetime(2024-05-06T07:08:09.1234567)"),
    Theirs("SELECT n, x, added::VARCHAR FROM lake.main.renamed WHERE n < 11 AND n > 6 ORDER BY n", rows=[[7, 5000000000, None], [10, 10, "2024-05-06 07:08:09.123456"]]),
    Kelp(".rename column renamed.x to y"),
    Theirs("SELECT n, y FROM lake.main.renamed WHERE n = 10", rows=[[10, 10]]),
    Theirs("INSERT INTO lake.main.renamed(n, y, added) VALUES (11, 11, TIMESTAMP '2025-01-01')"),
    Kelp("renamed | where n in (10, 11) | sort by n asc | project n, y, added", [10, 10, "2024-05-06T07:08:09.1234567Z"], [11, 11, "2025-01-01T00:00:00Z"]),
    Kelp(".drop column renamed.added"),
    Theirs("SELECT column_name FROM duckdb_columns() WHERE table_name = 'renamed' AND NOT column_name LIKE '%ticks' ORDER BY column_index", rows=[["n"], ["y"]]),
    Theirs("DELETE FROM lake.main.renamed WHERE n > 9 AND n < 12"),
    Kelp("renamed | count", [1400]),
    # Each travels in time over what the other did
    Kelp("set kelp_snapshot = 2; t | count", [3]),
    Kelp("set kelp_snapshot = 3; t | summarize count(), max(n)", [1003, 1100]),
    Theirs("SELECT count(*), max(n) FROM lake.main.t AT (VERSION => 3)", rows=[[1003, 1100]]),
    # Their own tables, and their maintenance
    Theirs("CREATE TABLE lake.main.p (d DATE, v DOUBLE, j JSON, b BLOB)", "ALTER TABLE lake.main.p SET PARTITIONED BY (year(d))"),
    Theirs("INSERT INTO lake.main.p SELECT DATE '2020-01-01' + i::INTEGER * 100, i / 4, '{\"k\": ' || i || '}', 'x'::BLOB FROM range(20) r(i)"),
    Kelp("p | summarize count(), sum(v), max(d), sum(toint(j.k)), take_any(b)", [20, 47.5, "2025-03-15T00:00:00Z", 190, "eA=="]),
    Theirs("INSERT INTO lake.main.p VALUES (DATE '1999-12-31', 'Infinity', '[1]', '\\x00\\xFF'::BLOB)"),
    Kelp("p | where d < datetime(2000-01-01) | project d, v, tostring(j), b", ["1999-12-31T00:00:00Z", "Infinity", "[1]", "AP8="]),
    Theirs("CALL ducklake_flush_inlined_data('lake')"),
    Kelp("p | summarize count(), countif(isinf(v))", [21, 1]),
    Kelp("renamed | summarize count(), sum(n)", TOTAL),
    Theirs("CALL ducklake_merge_adjacent_files('lake')"),
    Kelp("renamed | summarize count(), sum(n)", TOTAL),
    Theirs("CALL ducklake_rewrite_data_files('lake', delete_threshold => 0)"),
    Kelp("renamed | summarize count(), sum(n)", TOTAL),
    Theirs("CALL ducklake_expire_snapshots('lake', older_than => now())", "CALL ducklake_cleanup_old_files('lake', cleanup_all => true)"),
    Kelp("renamed | summarize count(), sum(n)", TOTAL),
    Theirs("SELECT count(*), sum(n) FROM lake.main.renamed", rows=[TOTAL]),
    Theirs("CALL ducklake_delete_orphaned_files('lake', dry_run => true, cleanup_all => true)", rows=[]),
    # Transactions and schemas
    Theirs("BEGIN", "CREATE SCHEMA lake.other", "CREATE TABLE lake.other.o AS SELECT 1 a", "INSERT INTO lake.main.renamed VALUES (8, 8)", "COMMIT"),
    Kelp("union (renamed | where n == 8 | project-rename x = y), (database('other').o | project n = tolong(a), x = 0) | sort by n asc", [1, 0], [8, 8]),
    Theirs("BEGIN", "INSERT INTO lake.main.renamed VALUES (9, 9)", "ROLLBACK"),
    Kelp("renamed | where n == 9 | count", [0]),
    Kelp(".drop table p"),
    Theirs("SELECT table_name FROM duckdb_tables() WHERE database_name = 'lake' AND schema_name = 'main'", rows=[["renamed"]]),
    Theirs("DROP TABLE lake.main.renamed", "DROP SCHEMA lake.other CASCADE"),
    Kelp(".show tables | count", [0]),
]


@pytest.mark.parametrize("step", STEPS, ids=[f"{number:02}-{type(step).__name__.lower()}" for number, step in enumerate(STEPS)])
def test_step(lake, step):
    step.run(lake)
