"""The package as a program in Python uses it, held against the command line."""

import json
import pathlib
import random
import subprocess
import sys
import unittest

import dossier

ROOT = pathlib.Path(__file__).parents[2]
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))


def command_line(*arguments: str) -> str:
    import os

    program = os.environ.get("DOSSIER_CLI", str(ROOT / "target/debug/dossier"))
    return subprocess.run([program, *arguments], check=True, capture_output=True, text=True).stdout


class Reports(unittest.TestCase):
    def test_the_report_is_that_of_the_command_line(self):
        direct = json.loads(command_line("analyze", *map(str, SEEDS), "--format", "json", "--with-text"))
        files = [(path.name, path.read_bytes()) for path in SEEDS]
        self.assertEqual(dossier.analyze(files, with_text=True), direct)
        pieces = [dossier.map([file]) for file in files] + [dossier.map(files[:2])]
        random.Random(7).shuffle(pieces)
        self.assertEqual(dossier.reduce(pieces, with_text=True), direct)

    def test_positions_are_those_of_python(self):
        text = "👩‍👩‍👧 “President Hassan Rouhani paid €5 million”"
        [document] = dossier.analyze([text])["documents"]
        found = document["mentions"] + document["figures"]
        self.assertTrue(found)
        for piece in found:
            self.assertEqual(text[piece["start"] : piece["end"]], piece["text"])

    def test_inputs_are_texts_bytes_and_what_is_known_about_them(self):
        report = dossier.analyze([
            "Vladimir Putin said so.",
            ("wide.txt", "\ufeffHassan Rouhani said so.".encode("utf-16-le")),
            {"id": "x", "text": "They met.", "title": "A meeting", "date": "2017-03-28", "source": "Mehr", "url": "https://example.org/1"},
        ])
        named = {document["id"]: document for document in report["documents"]}
        self.assertEqual(sorted(named), ["text 1", "wide.txt", "x"])
        self.assertEqual(named["wide.txt"]["encoding"], "UTF-16LE")
        self.assertEqual([named["x"][field] for field in ("title", "date", "source", "url")], ["A meeting", "2017-03-28", "Mehr", "https://example.org/1"])

    def test_what_is_missing_is_not_said(self):
        nothing = float("nan")
        [document] = dossier.analyze([{"text": None, "bytes": b"They met.", "name": nothing, "id": "x", "source": nothing, "title": None}])["documents"]
        self.assertEqual((document["id"], document.get("source"), document.get("title")), ("x", None, None))

    def test_what_cannot_be_read_is_listed(self):
        report = dossier.analyze([("a.png", b"\x89PNG\r\n\x1a\n\0\0\0"), "It rained."])
        self.assertEqual(len(report["documents"]), 1)
        self.assertIn("PNG", report["skipped"][0]["reason"])

    def test_what_is_wrong_is_said(self):
        for wrong, message in [
            (lambda: dossier.analyze("text"), "expected a list"),
            (lambda: dossier.analyze([5]), "input 0"),
            (lambda: dossier.analyze(["a"], only=["names"]), "names"),
            (lambda: dossier.analyze(["a"], only="figures"), "expected a list"),
            (lambda: dossier.analyze(["a"], offsets="words"), "words"),
            (lambda: dossier.rows(["a"], "people"), "people"),
            (lambda: dossier.analyze([{"text": "a", "date": "3/4/2022"}]), "3/4/2022"),
            (lambda: dossier.reduce([b"nothing"]), "piece 0 holds no analyses"),
        ]:
            with self.assertRaises((TypeError, ValueError)) as caught:
                wrong()
            self.assertIn(message, str(caught.exception))

    def test_rows_are_rows(self):
        [paid] = dossier.rows(["They paid $5.5 million."], "figures")
        self.assertEqual((paid["value"], paid["unit"], paid["line"]), (5_500_000, "USD", 1))
        self.assertEqual(dossier.rows(["It rained."], "names"), [])
        strange = "note\u2028\x85.txt"
        self.assertEqual([row["document"] for row in dossier.rows([(strange, "They paid $5.")], "figures")], [strange])

    def test_it_is_a_program(self):
        program = [sys.executable, "-m", "dossier", *map(str, SEEDS)]
        page = subprocess.run(program, check=True, capture_output=True, text=True).stdout
        self.assertEqual(page, command_line("analyze", *map(str, SEEDS)))

    def test_types_are_complete(self):
        example = pathlib.Path(__file__).with_name("example.py")
        checked = subprocess.run([sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(ROOT / "target/python/mypy"), str(example)], capture_output=True, text=True)
        self.assertEqual(checked.returncode, 0, checked.stdout)
        subprocess.run([sys.executable, str(example)], check=True)


class Arrow(unittest.TestCase):
    def test_batches_become_pieces(self):
        import pyarrow as pa
        from dossier.arrow import map_batches, table

        rows = [{"id": path.name, "text": path.read_text(encoding="utf-8"), "source": None} for path in SEEDS]
        batches = pa.Table.from_pylist(rows).to_batches(max_chunksize=2)
        found = list(map_batches(batches))
        self.assertEqual([batch["documents"][0].as_py() for batch in found], [2, 2, 1])
        report = dossier.reduce(batch["piece"][0].as_py() for batch in found)
        self.assertEqual(report, dossier.analyze(rows))
        self.assertEqual(table(dossier.rows(rows, "figures")).num_rows, sum(len(document["figures"]) for document in report["documents"]))
