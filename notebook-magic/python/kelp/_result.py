"""A result table in Python's hands."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas
    import pyarrow


class Result:
    """A table: Arrow inside, shown as a table or as the chart that ``render`` asked for."""

    def __init__(self, name: str, arrow: pyarrow.Table, view: str):
        self.name = name
        self._arrow = arrow
        self._view = view
        self.tables: tuple[Result, ...] = (self,)

    def among(self, tables) -> Result:
        """The same, knowing the other tables of its answer."""
        self.tables = tuple(tables)
        return self

    @property
    def schema(self) -> dict[str, str]:
        """The KQL type of each column."""
        return {field.name: field.metadata[b"kelp.type"].decode() for field in self._arrow.schema}

    def to_arrow(self) -> pyarrow.Table:
        return self._arrow

    def to_pandas(self, objects: bool = False) -> pandas.DataFrame:
        """A DataFrame. Whole numbers and bools with nulls become pandas' nullable types, not floats and objects.

        objects: parse dynamic columns into Python's lists, dicts and values.
        """
        import pandas
        import pyarrow

        nullable = {
            pyarrow.int32(): pandas.Int32Dtype(),
            pyarrow.int64(): pandas.Int64Dtype(),
            pyarrow.bool_(): pandas.BooleanDtype(),
        }
        frame = self._arrow.to_pandas()
        for name, column in zip(self._arrow.column_names, self._arrow.columns):
            if column.null_count and column.type in nullable:
                frame[name] = column.to_pandas(types_mapper=nullable.get)
        if objects:
            for name, kql in self.schema.items():
                if kql == "dynamic":
                    frame[name] = [None if text is None else json.loads(text) for text in self._arrow[name].to_pylist()]
        return frame

    def to_spark(self, spark):
        """A Spark DataFrame of a session."""
        return spark.createDataFrame(self._arrow)

    def show(self) -> None:
        """Shows the table or chart: in a notebook as such, elsewhere as text."""
        try:
            from IPython import get_ipython
            from IPython.display import display
        except ImportError:
            shell = None
        else:
            shell = get_ipython()
        if shell is None:
            print(self)
        else:
            display(self)

    def __len__(self):
        return self._arrow.num_rows

    def __repr__(self):
        return json.loads(self._view)["data"]["text/plain"]

    def _repr_mimebundle_(self, include=None, exclude=None):
        view = json.loads(self._view)
        return view["data"], view["metadata"]
