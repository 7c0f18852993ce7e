"""``dossier-analyzer PATH…``: the report on some files. The command line proper is the program ``dossier``, which has more forms and all cores."""

import argparse
import json
import pathlib
import sys

import dossier


def main() -> int:
    parser = argparse.ArgumentParser(prog="dossier-analyzer", description=__doc__)
    parser.add_argument("paths", nargs="+", type=pathlib.Path, metavar="PATH", help="files, or folders with everything below them")
    parser.add_argument("--format", choices=["text", "json", *dossier.TABLES], default="text", help="a page for a terminal, the report, or one table as JSON Lines")
    parser.add_argument("--version", action="version", version=dossier.__version__)
    asked = parser.parse_args()
    inputs = [(name, path.read_bytes()) for root in asked.paths for name, path in _files(root)]
    if asked.format == "text":
        print(dossier.summary(inputs), end="")
    elif asked.format == "json":
        json.dump(dossier.analyze(inputs), sys.stdout, ensure_ascii=False)
        print()
    else:
        for row in dossier.rows(inputs, asked.format):
            print(json.dumps(row, ensure_ascii=False))
    return 0


def _files(root: pathlib.Path):
    if not root.is_dir():
        return [(root.name, root)]
    below = [path for path in sorted(root.rglob("*")) if path.is_file() and not any(part.startswith(".") for part in path.relative_to(root).parts)]
    return [(path.relative_to(root).as_posix(), path) for path in below]


if __name__ == "__main__":
    sys.exit(main())
