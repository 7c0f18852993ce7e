"""What the command line writes, read by the programs that people give it to."""

import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).parents[2]


class Consumers(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.path = pathlib.Path(cls.folder.name)
        program = os.environ.get("DOSSIER_CLI", str(ROOT / "target/debug/dossier"))
        seeds = [str(path) for path in sorted((ROOT / "seeds").glob("*.txt"))]
        for arguments in (
            ["--format", "followthemoney", "--with-text", "--output", str(cls.path / "names.ftm.json")],
            ["--format", "jsonl", "--output", str(cls.path / "rows") + os.sep],
            ["--format", "csv", "--output", str(cls.path / "sheets") + os.sep],
            ["--format", "conll", "--output", str(cls.path / "names.conll")],
        ):
            subprocess.run([program, "analyze", *seeds, *arguments], check=True)

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def ftm(self, command, *arguments):
        program = pathlib.Path(sys.executable).with_name("ftm")
        subprocess.run([str(program), command, "-i", str(self.path / "names.ftm.json"), *arguments], check=True, capture_output=True)

    def test_followthemoney_takes_every_entity_and_makes_graphs_of_them(self):
        valid = self.path / "valid.json"
        self.ftm("validate", "-o", str(valid))
        self.assertEqual(len(valid.read_text().rstrip("\n").split("\n")), len((self.path / "names.ftm.json").read_text().rstrip("\n").split("\n")))
        graph, script = self.path / "names.gexf", self.path / "names.cypher"
        self.ftm("export-gexf", "-o", str(graph))
        self.ftm("export-cypher", "-o", str(script))
        self.assertIn("Hassan Rouhani", graph.read_text())
        self.assertIn("Hassan Rouhani", script.read_text())

    def test_followthemoney_knows_every_property(self):
        import json

        from followthemoney import model

        for line in (self.path / "names.ftm.json").read_text().rstrip("\n").split("\n"):
            entity = json.loads(line)
            proxy = model.get_proxy(entity)
            for name, values in entity["properties"].items():
                self.assertTrue(proxy.schema.get(name), f"{entity['schema']} has no {name}")
                self.assertEqual(len(proxy.get(name)), len(values), f"{name} of {entity}: values were refused")

    def test_duckdb_reads_the_tables(self):
        import duckdb

        for name in ("names", "figures", "documents", "entities"):
            lines, sheet = self.path / f"rows/{name}.jsonl", self.path / f"sheets/{name}.csv"
            of_lines = duckdb.sql(f"select count(*) from read_json('{lines}')").fetchall()
            of_sheet = duckdb.sql(f"select count(*) from read_csv('{sheet}')").fetchall()
            self.assertEqual(of_lines, of_sheet, name)
            self.assertGreater(of_lines[0][0], 0)
        figures = self.path / "rows/figures.jsonl"
        kinds = duckdb.sql(f"select distinct typeof(start), typeof(value), typeof(date) from read_json('{figures}')").fetchall()
        self.assertEqual(kinds, [("BIGINT", "DOUBLE", "VARCHAR")])

    def test_sqlite_utils_takes_the_rows(self):
        import sqlite_utils

        database = sqlite_utils.Database(memory=True)
        import json

        rows = [json.loads(line) for line in (self.path / "rows/names.jsonl").read_text().rstrip("\n").split("\n")]
        database["names"].insert_all(rows, alter=True)
        database["names"].enable_fts(["entity", "sentence"])
        self.assertTrue(list(database["names"].search("Rouhani")))

    def test_a_reader_of_conll_finds_the_names(self):
        import nltk
        from nltk.corpus.reader import ConllCorpusReader

        nltk.data.path.append(str(self.path))  # it reads from nowhere else
        reader = ConllCorpusReader(str(self.path), "names.conll", ("words", "ne"))
        grids = reader._grids()
        words = [word for grid in grids for word, _ in grid]
        tags = {tag for grid in grids for _, tag in grid}
        self.assertLessEqual(tags, {"O", *(f"{place}-{kind}" for place in "BI" for kind in ("PER", "LOC", "ORG", "MISC"))})
        first = next(at for at, (word, tag) in enumerate(pair for grid in grids for pair in grid) if tag == "B-PER")
        self.assertNotEqual(words[first], "-DOCSTART-")
