"""The example notebook runs, over a small likeness of its data."""

from pathlib import Path

import nbformat
from nbclient import NotebookClient

import kelp

NOTEBOOK = Path(__file__).resolve().parents[3] / "examples-notebooks" / "quickstart-python.ipynb"

FLIGHTS = """
.set flights <| range i from 0 to 999 step 1
| extend carrier = iff(i % 2 == 0, "UA", "B6"), origin = tostring(dynamic(["EWR", "JFK", "LGA"])[i % 3]), dest = iff(i % 5 == 0, "LAX", "BOS")
| project time_hour = datetime(2013-01-01) + i * 8h, hour = toint(5 + i % 19), carrier, tailnum = strcat("N", tostring(i % 40)), origin, dest,
          dep_delay = iff(i % 50 == 0, int(null), toint(i % 90 - 20)), arr_delay = iff(i % 50 == 0, int(null), toint(i % 200 - 30))
"""
AIRLINES = '.set airlines <| datatable(carrier: string, name: string) ["UA", "United Air Lines Inc.", "B6", "JetBlue Airways"]'


def test_the_python_notebook_runs(tmp_path, monkeypatch):
    data = tmp_path / "data"
    with kelp.connect(data) as db:
        db.query(FLIGHTS)
        db.query(AIRLINES)
    monkeypatch.setenv("KELP_DATA", str(data))
    notebook = nbformat.read(NOTEBOOK, as_version=4)

    NotebookClient(notebook, kernel_name="python3", timeout=300, resources={"metadata": {"path": str(tmp_path)}}).execute()

    shown = [output.get("data", {}) for cell in notebook.cells for output in cell.get("outputs", [])]
    charts = [data for data in shown if "application/vnd.vegalite.v5+json" in data]
    assert len(charts) == 2
    assert all(len(chart["image/png"]) > 10_000 and "text/html" not in chart for chart in charts)
    plans = [output.text for cell in notebook.cells for output in cell.get("outputs", []) if "PushedFilters" in output.get("text", "")]
    assert "Columns: [origin, dest, dep_delay]" in plans[0] and "dep_delay > 60" in plans[0]
    with kelp.connect(data) as db:
        assert db.query("delays_python | count").to_arrow().to_pylist() == [{"Count": 980}]
