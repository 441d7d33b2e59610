"""What may import what: the contracts of pyproject.toml, and a program that works where there is no Qt."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

BLOCKED = """
import importlib, pkgutil, sys

class NoQt:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {"PySide6", "shiboken6"}:
            raise ImportError(f"{name} is blocked")

sys.meta_path.insert(0, NoQt())

def walk(name):
    module = importlib.import_module(name)
    for found in pkgutil.iter_modules(getattr(module, "__path__", []), name + "."):
        if "migrations.versions" not in found.name and not found.name.endswith("migrations.env"):
            walk(found.name)

for root in ("qualitydesk", "reports", "ui.console"):
    walk(root)
import main
assert not [name for name in sys.modules if name.startswith(("PySide6", "shiboken6"))]
"""

HELP = """
import sys
from ui.console import main
assert main(["--help"]) == 0
heavy = {"PySide6", "reportlab", "PIL", "alembic", "psycopg", "holidays", "pypdf", "xlsxwriter"}
assert not heavy & set(sys.modules), heavy & set(sys.modules)
"""


def run(program: str) -> subprocess.CompletedProcess[str]:
    """Run a program in a fresh Python at the top of the repository."""
    return subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT, check=False, timeout=120
    )


def test_the_import_contracts_hold() -> None:
    told = run("from importlinter.cli import lint_imports_command as lint; lint()")
    assert told.returncode == 0, told.stdout[-3000:]


def test_everything_but_the_window_works_without_qt() -> None:
    told = run(BLOCKED)
    assert told.returncode == 0, told.stderr[-2000:]


def test_asking_for_help_loads_nothing_heavy() -> None:
    told = run(HELP)
    assert told.returncode == 0, told.stderr[-2000:]
    for command in (
        "db",
        "demo",
        "import",
        "export",
        "sampling",
        "gate",
        "trace",
        "issue",
        "verify",
        "audit",
    ):
        assert command in told.stdout


def test_the_rules_in_force_are_asked_of_the_desk() -> None:
    """Only the desk knows what the house changed; the packs alone are for it, and where there is no desk."""
    at_the_source = {"qualitydesk/rules/__init__.py", "qualitydesk/services/desk.py", "ui/console/opening.py"}
    folders = (ROOT / name for name in ("qualitydesk", "reports", "ui"))
    files = (path for folder in folders for path in folder.rglob("*.py"))
    asking = {str(path.relative_to(ROOT)) for path in files if "load_rules(" in path.read_text()}
    assert asking == at_the_source
