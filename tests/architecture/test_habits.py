"""The habits of the house, measured: sizes, names, docstrings, loose ends, colours outside the themes."""

from __future__ import annotations

import ast
import re
import statistics
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PRODUCT = ("qualitydesk", "reports", "ui")
CODE = (*PRODUCT, "tests")
FUNCTION_MEDIAN, FUNCTION_P90, FUNCTION_HARD = 8, 25, 60
FILE_P90, FILE_HARD = 350, 500
CLASS_LINES, CLASS_METHODS = 300, 20
EMPTY_NAMES = re.compile(r"(Manager|Helper|Helpers|Util|Utils|Base)$")
EMPTY_MODULES = {"utils", "util", "helpers", "helper", "common", "misc"}
LOOSE_ENDS = re.compile(r"\b(TODO|FIXME|HACK)\b")
COLOUR = re.compile(r"""["']#[0-9a-fA-F]{3}(?:[0-9a-fA-F]{3}){0,2}["']""")
BARE_IGNORE = re.compile(r"#\s*type:\s*ignore(?!\[[\w, -]+\]\s+#)")


@dataclass(frozen=True)
class Source:
    """One Python file."""

    path: Path
    text: str
    tree: ast.Module

    @property
    def name(self) -> str:
        return str(self.path.relative_to(ROOT))


@cache
def sources(folders: tuple[str, ...] = PRODUCT) -> tuple[Source, ...]:
    """All Python files of these folders and the two at the top."""
    paths = [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]
    paths += [path for path in (ROOT / "main.py", ROOT / "bootstrap.py") if path.exists()]
    return tuple(map(source_of, paths))


@cache
def source_of(path: Path) -> Source:
    """One file, read and parsed once."""
    text = path.read_text(encoding="utf-8")
    return Source(path, text, ast.parse(text))


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method; those inside an expression are none."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node
        if isinstance(node, ast.stmt):
            yield from functions(node)


def body_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """The lines of a function's body, without its docstring."""
    body = function.body[1:] if ast.get_docstring(function, clean=False) is not None else function.body
    return body[-1].end_lineno - body[0].lineno + 1 if body and body[-1].end_lineno else 0


def percentile(values: list[int], share: float) -> int:
    """The value below which ``share`` of all lie."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def test_functions_are_short() -> None:
    lengths = [body_lines(each) for source in sources() for each in functions(source.tree)]
    assert statistics.median(lengths) <= FUNCTION_MEDIAN
    assert percentile(lengths, 0.9) <= FUNCTION_P90


def test_no_function_is_long() -> None:
    long = [
        f"{source.name}:{each.lineno} {each.name} has {body_lines(each)} lines"
        for source in sources(CODE)
        for each in functions(source.tree)
        if body_lines(each) > FUNCTION_HARD
    ]
    assert not long


def test_files_are_short() -> None:
    lengths = {source.name: source.text.count("\n") for source in sources()}
    assert percentile(list(lengths.values()), 0.9) <= FILE_P90
    assert not [f"{name} has {length} lines" for name, length in lengths.items() if length > FILE_HARD]


def test_classes_are_small() -> None:
    large = []
    for source in sources(CODE):
        for node in ast.walk(source.tree):
            if isinstance(node, ast.ClassDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                methods = sum(isinstance(part, ast.FunctionDef) for part in node.body)
                if lines > CLASS_LINES or methods > CLASS_METHODS:
                    large.append(f"{source.name}: {node.name} has {lines} lines and {methods} methods")
    assert not large


def test_every_module_says_what_belongs_there() -> None:
    silent = [source.name for source in sources(CODE) if not (ast.get_docstring(source.tree) or "").strip()]
    assert not silent


def test_every_package_folder_is_a_package() -> None:
    folders = {source.path.parent for source in sources()} - {ROOT}
    assert not [str(each.relative_to(ROOT)) for each in folders if not (each / "__init__.py").exists()]


def test_names_say_something() -> None:
    empty = [
        f"{source.name}: {node.name}"
        for source in sources(CODE)
        for node in ast.walk(source.tree)
        if isinstance(node, ast.ClassDef) and EMPTY_NAMES.search(node.name)
    ]
    empty += [source.name for source in sources(CODE) if source.path.stem in EMPTY_MODULES]
    assert not empty


def test_no_loose_ends() -> None:
    own = Path(__file__).name
    loose = [
        f"{source.name}:{number} {line.strip()}"
        for source in sources(CODE)
        for number, line in enumerate(source.text.splitlines(), 1)
        if source.path.name != own and LOOSE_ENDS.search(line)
    ]
    assert not loose


def test_a_type_exception_names_its_code_and_reason() -> None:
    own = Path(__file__).name
    bare = [
        f"{source.name}:{number}"
        for source in sources(CODE)
        for number, line in enumerate(source.text.splitlines(), 1)
        if source.path.name != own and BARE_IGNORE.search(line)
    ]
    assert not bare


def test_colours_live_in_the_themes() -> None:
    coloured = [
        f"{source.name}:{number} {line.strip()}"
        for source in sources()
        for number, line in enumerate(source.text.splitlines(), 1)
        if COLOUR.search(line)
    ]
    assert not coloured


def test_tooltips_are_set_where_they_are_made_plain() -> None:
    bare = [
        f"{source.name}:{number}"
        for source in sources()
        if source.name.startswith("ui/") and source.name not in ("ui/kit/tips.py", "ui/tray.py")
        for number, line in enumerate(source.text.splitlines(), 1)
        if ".setToolTip(" in line or (".showText(" in line and "plain(" not in line)
    ]
    assert not bare


@pytest.mark.parametrize("words", ["x = 1  # type: ignore", "x = 1  # type: ignore[misc]"])
def test_the_measure_sees_a_bare_type_exception(words: str) -> None:
    assert BARE_IGNORE.search(words)


def test_the_measure_accepts_a_reasoned_type_exception() -> None:
    assert not BARE_IGNORE.search("x = 1  # type: ignore[misc]  # the stub is wrong here")
