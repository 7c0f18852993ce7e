"""What a typed program looks like."""

from typing import List

import dossier

texts: List[dossier.Input] = ["President Hassan Rouhani paid $800 million.", ("b.txt", b"Hassan Rouhani left Tehran.")]
report: dossier.Report = dossier.analyze(texts, only=["entities"])
names: List[str] = [entity["name"] for entity in report["entities"]]
assert names[0] == "Hassan Rouhani", names
pieces: List[bytes] = [dossier.map([text]) for text in texts]
assert dossier.reduce(pieces)["documents"][0]["id"] == "b.txt"
