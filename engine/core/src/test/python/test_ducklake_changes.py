"""The history of a table as Kelp tells it and as DuckDB's own ducklake extension does, on the same catalogue.

Needs the packages that `dev/interop` installs; elsewhere it is skipped.
"""


def head(lake) -> int:
    return lake.attached().execute("SELECT max(snapshot_id) FROM lake.snapshots()").fetchone()[0]


HALVES = {"table_insertions": ("insert", "update_postimage"), "table_deletions": ("delete", "update_preimage")}


def ours(lake, first: int, last: int) -> list[tuple]:
    rows = lake.kelp(f"evaluate table_changes('t', {first}, {last}) | project snapshot_id, rowid, change_type, n, s")
    changes = sorted((tuple(row.values()) for row in rows), key=str)
    for function, types in HALVES.items():
        half = lake.kelp(f"evaluate {function}('t', {first}, {last}) | project snapshot_id, rowid, n, s")
        expected = [(row[0], row[1], *row[3:]) for row in changes if row[2] in types]
        assert sorted((tuple(row.values()) for row in half), key=str) == sorted(expected, key=str), function
    return changes


def theirs(lake, snapshot: int) -> list[tuple]:
    query = f"SELECT snapshot_id, rowid, change_type, n, coalesce(s, '') FROM lake.table_changes('t', {snapshot}, {snapshot})"
    return sorted((tuple(row) for row in lake.attached().execute(query).fetchall()), key=str)


def compare(lake, first: int, last: int):
    """Commit by commit, and all at once with those: of a longer range the extension counts deletions of one file several times."""
    every = []
    for snapshot in range(first, last + 1):
        expected = theirs(lake, snapshot)
        assert ours(lake, snapshot, snapshot) == expected, snapshot
        every += expected
    assert ours(lake, first, last) == sorted(every, key=str)


def test_files_and_deletions_of_kelp(lake):
    lake.kelp(".create table t (n: long, s: string)")
    lake.kelp(".append t <| range n from 0 to 19 step 1 | extend s = strcat('a', n)")
    lake.kelp(".delete table t records <| t | where n in (3, 5)")
    lake.kelp(".append t <| range n from 20 to 29 step 1 | extend s = 'b'")
    lake.kelp(".delete table t records <| t | where n in (4, 21)")
    lake.kelp(".set-or-replace t <| t | where n % 2 == 0 | extend n = n + 100")
    compare(lake, 1, head(lake))


def test_deletions_and_updates_of_theirs(lake):
    connection = lake.attached()
    start = head(lake)
    connection.execute("DELETE FROM lake.main.t WHERE n = 102")
    connection.execute("UPDATE lake.main.t SET s = 'changed' WHERE n IN (106, 108)")
    connection.execute("INSERT INTO lake.main.t SELECT i, 'c' FROM range(1000, 1100) r(i)")
    connection.execute("DELETE FROM lake.main.t WHERE n >= 1000 AND n < 1010")
    connection.execute("DELETE FROM lake.main.t WHERE n >= 1010 AND n < 1015")
    lake.kelp(".delete table t records <| t | where n in (1020, 1021)")
    compare(lake, start, head(lake))
    assert {row[2] for row in ours(lake, start, head(lake))} == {"insert", "delete", "update_preimage", "update_postimage"}


def test_rows_inside_the_catalogue_and_their_way_out(lake):
    start = head(lake)
    lake.kelp(".alter table t policy streamingingestion enable")
    lake.kelp(".ingest inline into table t <| 1,x\n2,x\n3,x")
    lake.kelp(".delete table t records <| t | where n == 2")
    lake.kelp(".ingest inline into table t <| 4,y")
    last = head(lake)
    compare(lake, start, last)
    before = ours(lake, start, last)
    lake.attached().execute("CALL ducklake_flush_inlined_data('lake')")
    assert ours(lake, start, head(lake)) == before
    compare(lake, start, last)
    lake.attached().execute("CALL ducklake_merge_adjacent_files('lake')")
    assert ours(lake, start, head(lake)) == before


def test_rows_written_again_did_not_change(lake):
    lake.kelp(".append t <| range n from 2000 to 2009 step 1 | extend s = 'd'")
    start = head(lake)
    lake.kelp(".delete table t records <| t | where n between (2000 .. 2007)")
    before = ours(lake, start, head(lake))
    lake.attached().execute("CALL ducklake_rewrite_data_files('lake', delete_threshold => 0)")
    assert ours(lake, start, head(lake)) == before
    assert len(before) == 18
