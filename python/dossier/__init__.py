"""Who is named, what is copied and which figures are claimed in a pile of documents.

    >>> import dossier
    >>> report = dossier.analyze(["President Hassan Rouhani paid $800 million."])
    >>> report["entities"][0]["name"]
    'Hassan Rouhani'

``analyze`` reads texts, bytes (of any kind of file that the command line reads) and dicts, and returns the report, the one that the command
line and the page make. ``map`` and ``reduce`` do it in two steps, so that the first, which takes the time, can run anywhere. Positions are code
points, as Python counts, unless ``offsets`` says otherwise.
"""

import json
from typing import Any, Dict, Iterable, List, Mapping, Optional, Sequence, Tuple, Union

from . import _dossier

__version__: str = _dossier.__version__
__all__ = ["Input", "Report", "TABLES", "analyze", "map", "reduce", "rows", "summary"]

Report = Dict[str, Any]
"""The report: that of the JavaScript package, whose types (``index.d.ts``) say what is in it."""

Input = Union[str, bytes, Tuple[str, Union[str, bytes]], Mapping[str, Any]]
"""A text; the bytes of a file; a name with either; or a dict with ``text`` or ``bytes`` and, where known, ``name`` (or ``id``), ``title``,
``date`` (EDTF), ``source`` (the outlet), ``url`` and ``author``."""

TABLES: Tuple[str, ...] = ("documents", "entities", "names", "copies", "figures", "quotes", "addresses", "pins", "watched")
"""The tables that ``rows`` makes."""

_ABOUT = ("title", "date", "source", "url", "author")
_PARTS = ("entities", "duplicates", "figures")


def analyze(
    inputs: Iterable[Input],
    *,
    only: Optional[Sequence[str]] = None,
    offsets: str = "chars",
    with_text: bool = False,
    whole_pages: bool = False,
) -> Report:
    """The report on all inputs together.

    ``only`` leaves analyses out (of ``entities``, ``duplicates``, ``figures``); ``with_text`` puts each document's text in; ``whole_pages`` reads
    the menus of a web page, too. What cannot be read is listed under ``skipped``. The GIL is released meanwhile.
    """
    return json.loads(_dossier.analyze(_inputs(inputs), _asked(only, whole_pages), "json", offsets, with_text))


def summary(inputs: Iterable[Input], *, only: Optional[Sequence[str]] = None, whole_pages: bool = False) -> str:
    """The report as a page of text for a terminal."""
    return _dossier.analyze(_inputs(inputs), _asked(only, whole_pages), "summary", "chars", False)


def rows(inputs: Iterable[Input], table: str, *, only: Optional[Sequence[str]] = None, whole_pages: bool = False) -> List[Dict[str, Any]]:
    """The findings of one kind as rows, each with its document, line, place and sentence; ``table`` is one of ``TABLES``."""
    if table not in TABLES:
        raise ValueError(f"no table is called {table!r}; expected one of {', '.join(TABLES)}")
    lines = _dossier.analyze(_inputs(inputs), _asked(only, whole_pages), table, "chars", False)
    # Not `splitlines`: that ends a line at characters that stand in names, too.
    return [json.loads(line) for line in lines.split("\n") if line]


def map(inputs: Iterable[Input], *, only: Optional[Sequence[str]] = None, whole_pages: bool = False) -> bytes:
    """What is found in each input by itself, as bytes for ``reduce`` of the same version. The texts are in them."""
    return _dossier.map(_inputs(inputs), _asked(only, whole_pages))


def reduce(pieces: Iterable[bytes], *, offsets: str = "chars", with_text: bool = False) -> Report:
    """One report of what ``map`` has given, in any number of pieces and in any order: the report of ``analyze`` on all inputs."""
    return json.loads(_dossier.reduce(list(pieces), "json", offsets, with_text))


def _asked(only: Optional[Sequence[str]], whole_pages: bool) -> Tuple[List[bool], bool]:
    if isinstance(only, str):
        raise TypeError("only: expected a list of entities, duplicates, figures")
    unknown = [part for part in only or () if part not in _PARTS]
    if unknown:
        raise ValueError(f"only: no analysis is called {unknown[0]!r}; expected entities, duplicates, figures")
    return [only is None or part in only for part in _PARTS], whole_pages


def _inputs(inputs: Iterable[Input]) -> List[Any]:
    if isinstance(inputs, (str, bytes, Mapping)):
        raise TypeError("inputs: expected a list of texts, bytes or dicts")
    return [_input(number, given) for number, given in enumerate(inputs)]


def _input(number: int, given: Input) -> Any:
    name, content, about = f"text {number + 1}", given, {}
    if isinstance(given, Mapping):
        content = next((given[key] for key in ("text", "bytes") if not _is_missing(given.get(key))), None)
        name = next((given[key] for key in ("name", "id") if not _is_missing(given.get(key))), name)
        about = given
    elif isinstance(given, tuple) and len(given) == 2:
        name, content = given
    if isinstance(content, (bytearray, memoryview)):
        content = bytes(content)
    if not isinstance(content, (str, bytes)):
        raise TypeError(f"input {number} has neither a text nor bytes")
    text, data = (content, None) if isinstance(content, str) else (None, content)
    known = {field: str(about[field]) for field in _ABOUT if not _is_missing(about.get(field))}
    if "date" in known:
        known["date"] = _dossier.date(known["date"])
    return str(name), text, data, [known.get(field) for field in _ABOUT]


def _is_missing(value: Any) -> bool:
    """Nothing, or what tables have in its place: a number that is none is not equal to itself."""
    return value is None or bool(value != value)
