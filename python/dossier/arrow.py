"""The two steps on Arrow record batches, for Spark (``mapInArrow``), DuckDB, Polars and whatever else speaks Arrow. Needs pyarrow."""

from typing import Iterable, Iterator, List, Optional, Sequence

import pyarrow as pa

import dossier

SCHEMA = pa.schema([("documents", pa.int64()), ("piece", pa.binary())])
"""What ``map_batches`` gives: how many documents, and the bytes for ``dossier.reduce``."""

_COLUMNS = ("name", "id", "text", "bytes", "title", "date", "source", "url", "author")


def map_batches(batches: Iterable[pa.RecordBatch], *, only: Optional[Sequence[str]] = None) -> Iterator[pa.RecordBatch]:
    """One row a batch. Read are the columns ``text`` or ``bytes``, ``id`` or ``name``, ``title``, ``date``, ``source``, ``url`` and ``author``.

    A document without a name is called by its number in its batch: give names where there is more than one batch.
    """
    for batch in batches:
        columns = [name for name in _COLUMNS if name in batch.schema.names]
        inputs: List[dict] = [
            {name: value for name, value in row.items() if value is not None} for row in batch.select(columns).to_pylist()
        ]
        yield pa.RecordBatch.from_arrays([pa.array([len(inputs)], pa.int64()), pa.array([dossier.map(inputs, only=only)], pa.binary())], schema=SCHEMA)


def table(rows: Iterable[dict]) -> pa.Table:
    """Rows of ``dossier.rows`` as a table. Columns that are empty everywhere are missing."""
    return pa.Table.from_pylist(list(rows))
