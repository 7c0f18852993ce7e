"""The analysis on a cluster: two executors of Spark on this machine. Run by `cargo xtask test --spark`; Spark and Java are some 400 MB."""

import os
import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "jobs"))


@unittest.skipUnless(os.environ.get("DOSSIER_SPARK"), "asked for by `cargo xtask test --spark`")
class Cluster(unittest.TestCase):
    def test_the_report_of_a_cluster_is_that_of_one_run(self):
        import dossier
        from spark import report, session

        os.environ["PYSPARK_PYTHON"] = sys.executable  # the executors are of this machine
        documents = made(1_000)
        spark = session("local-cluster[2,1,1024]")
        try:
            frame = spark.createDataFrame(documents).repartition(8)
            self.assertEqual(report(frame), dossier.analyze(documents))
        finally:
            spark.stop()


def made(count):
    """Texts that share names, passages and figures."""
    railway = "The railway between the two northern cities will be finished before the end of next year, and eleven stations are open."
    return [
        {
            "id": f"{at:05}",
            "text": f"President Hassan Rouhani paid ${at % 7 + 1} million in {2000 + at % 13}. {railway if at % 5 == 0 else ''} Minister number {at} stayed in Tehran.",
        }
        for at in range(count)
    ]
