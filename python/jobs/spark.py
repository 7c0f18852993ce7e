"""Documents in, one report out, on a cluster of Spark: `spark-submit spark.py documents.parquet report.json`.

What takes the time, reading and analysing each document, runs on the executors (`mapInArrow`); the pieces come back to the driver, which puts
them together. `SCALE.md` says how much memory that takes, and what to do with more documents than the driver holds. The executors need the
package `dossier-analyzer`, and pyarrow.
"""

import json
import sys

from pyspark.sql import DataFrame, SparkSession

import dossier


def session(master: str = "") -> SparkSession:
    builder = SparkSession.builder.appName("dossier")
    if master:
        builder = builder.master(master)
    # Batches small enough that no executor holds many texts, large enough that pieces are few.
    settings = {"spark.sql.execution.arrow.maxRecordsPerBatch": "500", "spark.driver.maxResultSize": "0"}
    for key, value in settings.items():
        builder = builder.config(key, value)
    return builder.getOrCreate()


def analyses(documents: DataFrame) -> DataFrame:
    """One row a batch: how many documents, and their analyses. `documents` has a column `text` or `bytes`, and `id`."""

    def found(batches):
        from dossier.arrow import map_batches

        return map_batches(batches)

    return documents.mapInArrow(found, "documents long, piece binary")


def report(documents: DataFrame) -> dict:
    """The report on all documents, made by the driver of what the executors found."""
    return dossier.reduce(bytes(row.piece) for row in analyses(documents).toLocalIterator(prefetchPartitions=True))


if __name__ == "__main__":
    spark = session()
    with open(sys.argv[2], "w", encoding="utf-8") as file:
        json.dump(report(spark.read.parquet(sys.argv[1])), file, ensure_ascii=False)
    spark.stop()
