"""Kusto's own Python client against `./kelp serve`: what its makers wrote decides whether we speak their protocol."""

import datetime
import decimal
import math
import os
import pathlib
import queue
import re
import signal
import subprocess
import threading
import uuid

import pytest
from azure.kusto.data import ClientRequestProperties, KustoClient, KustoConnectionStringBuilder
from azure.kusto.data.exceptions import KustoApiError, KustoMultiApiError
from azure.kusto.data.helpers import dataframe_from_result_table

ROOT = pathlib.Path(os.environ.get("KELP_HOME") or pathlib.Path(__file__).resolve().parents[5])
READY = re.compile(r"^Kelp is ready at (http://localhost:\d+)$")


def first_line(stream) -> str:
    """The line, or a failure where none comes: a server that hangs must not hang the tests."""
    lines: queue.Queue = queue.Queue()
    threading.Thread(target=lambda: lines.put(stream.readline()), daemon=True).start()
    return lines.get(timeout=600)


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    data = tmp_path_factory.mktemp("data")
    command = [str(ROOT / "kelp"), "serve", "--port", "0", "--data", str(data)]
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True) as process:
        try:
            line = first_line(process.stdout)
            ready = READY.match(line)
            assert ready, f"not the one line that says it is ready: {line!r}"
            yield ready[1]
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(60)


@pytest.fixture(scope="module")
def client(server):
    with KustoClient(KustoConnectionStringBuilder(server)) as client:
        yield client


def rows(answer) -> list:
    return [row.to_list() for row in answer.primary_results[0]]


def test_every_type_there_and_back(client):
    answer = client.execute(
        "NetDefaultDB",
        """
        print b = true, i = int(-7), l = 9223372036854775807, r = 0.25, c = decimal(2.00000000000001),
            s = "kelp \\"é\\"", d = datetime(2021-03-04 14:05:01.3109965), t = 1d + 1s + 10ms,
            g = guid(0a1b2c3d-0000-0000-0000-00000000beef), j = dynamic({"a": [1, 2.5, null]})
        """,
    )
    row = answer.primary_results[0][0]
    assert row["b"] is True
    assert row["i"] == -7
    assert row["l"] == 9223372036854775807
    assert row["r"] == 0.25
    assert decimal.Decimal(row["c"]) == decimal.Decimal("2.00000000000001")
    assert row["s"] == 'kelp "é"'
    assert row["d"].replace(tzinfo=None) == datetime.datetime(2021, 3, 4, 14, 5, 1, 310996)
    assert row["t"] == datetime.timedelta(days=1, seconds=1, milliseconds=10)
    assert uuid.UUID(str(row["g"])) == uuid.UUID("0a1b2c3d-0000-0000-0000-00000000beef")
    assert row["j"] == {"a": [1, 2.5, None]}
    types = [column.column_type for column in answer.primary_results[0].columns]
    assert types == ["bool", "int", "long", "real", "decimal", "string", "datetime", "timespan", "guid", "dynamic"]


def test_nulls(client):
    answer = client.execute(
        "NetDefaultDB",
        "print b = bool(null), l = long(null), r = real(null), s = '', d = datetime(null), t = timespan(null), g = guid(null)",
    )
    assert rows(answer) == [[None, None, None, "", None, None, None]]


def test_data_frame(client):
    answer = client.execute("NetDefaultDB", "range n from 1 to 3 step 1 | extend r = iff(n == 2, real(nan), n / 2.0), t = n * 1h")
    frame = dataframe_from_result_table(answer.primary_results[0])
    assert list(frame["n"]) == [1, 2, 3]
    assert math.isnan(frame["r"].astype("float64")[1])
    assert frame["r"][2] == 1.5
    assert frame["t"][2] == datetime.timedelta(hours=3)


def test_parameters_and_options(client):
    properties = ClientRequestProperties()
    properties.set_parameter("n", 5)
    properties.set_parameter("name", 'bull "kelp"')
    properties.set_parameter("since", datetime.datetime(2020, 1, 1, tzinfo=datetime.timezone.utc))
    properties.set_option(ClientRequestProperties.request_timeout_option_name, datetime.timedelta(seconds=30))
    query = "declare query_parameters(n: long, name: string, since: datetime = datetime(2000-01-01)); print n + 1, name, since"
    row = rows(client.execute("NetDefaultDB", query, properties))[0]
    assert row[:2] == [6, 'bull "kelp"']
    assert row[2].year == 2020


def test_several_results(client):
    answer = client.execute("NetDefaultDB", "print a = 1; print b = 'x'")
    assert [row.to_list() for table in answer.primary_results for row in table] == [[1], ["x"]]


def test_truncated_answer_is_an_error(client):
    properties = ClientRequestProperties()
    properties.set_option("truncationmaxrecords", 10)
    properties.set_option("results_error_reporting_placement", "in_data")
    with pytest.raises(KustoMultiApiError, match="80DA0003"):
        client.execute("NetDefaultDB", "range n from 1 to 20 step 1", properties)


def test_streaming_reader(client):
    answer = client.execute_streaming_query("NetDefaultDB", "range n from 1 to 1000 step 1; print s = 'x'")
    assert [[row.to_list()[0] for row in table][-1] for table in answer.iter_primary_results()] == [1000, "x"]
    assert answer.errors_count == 0


@pytest.mark.parametrize(
    ("query", "code", "place"),
    [("print x = nothing", "SEM0100", "1:11"), ("print x = (1", "SYN0002", "1:"), ("Nowhere | count", "SEM0100", "1:1")],
)
def test_wrong_query_says_where(client, query, code, place):
    with pytest.raises(KustoApiError) as failure:
        client.execute("NetDefaultDB", query)
    error = failure.value.get_api_error()
    assert error.code == "General_BadRequest"
    assert error.permanent
    assert f"at {place}" in error.description
    assert code in str(failure.value.http_response.text)


def test_unknown_database(client):
    with pytest.raises(KustoApiError, match="Atlantis"):
        client.execute("Atlantis", "print 1")


def test_commands(client):
    assert rows(client.execute_mgmt("NetDefaultDB", ".show version"))
    client.execute_mgmt("NetDefaultDB", ".create table Tides (Station: string, Height: real)")
    client.execute_mgmt("NetDefaultDB", ".ingest inline into table Tides <| Brest,6.5\nHobart,1.25")
    answer = client.execute("netdefaultdb", "Tides | summarize sum(Height), count()")
    assert rows(answer) == [[7.75, 2]]
    tables = [row["TableName"] for row in client.execute("NetDefaultDB", ".show tables").primary_results[0]]
    assert tables == ["Tides"]
