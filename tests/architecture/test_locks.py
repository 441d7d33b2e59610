"""What is installed: every package pinned with hashes and no address; no path of one machine in the tree."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
RUNTIME, DEVELOPMENT = ROOT / "requirements.lock", ROOT / "requirements-dev.lock"
PIN = re.compile(r"^([A-Za-z0-9][\w.-]*)(?:\[[\w,-]+\])?==([^\s;]+)", re.MULTILINE)
ADDRESS = re.compile(r"https?://|--(?:extra-)?index-url|--find-links|file:", re.IGNORECASE)
MACHINE_PATH = re.compile(r"(?<![\w.~}])/(?:work|root|opt)/[\w.-]+")
TEXT = {
    ".py",
    ".toml",
    ".md",
    ".lock",
    ".yaml",
    ".yml",
    ".csv",
    ".json",
    ".ini",
    ".po",
    ".svg",
    ".sql",
    ".sh",
    "",
}


def pins(lock: Path) -> dict[str, str]:
    """Package and version of each line."""
    return {name.lower().replace("_", "-"): version for name, version in PIN.findall(lock.read_text())}


@pytest.mark.parametrize("lock", [RUNTIME, DEVELOPMENT], ids=["runtime", "development"])
def test_every_package_has_hashes_and_no_address(lock: Path) -> None:
    text = lock.read_text()
    assert not ADDRESS.search(text)
    blocks = re.split(r"\n(?=[A-Za-z0-9])", text.strip())
    assert len(blocks) > 10
    assert not [block.split()[0] for block in blocks if "--hash=sha256:" not in block]


def test_the_development_lock_holds_the_runtime_lock() -> None:
    runtime, development = pins(RUNTIME), pins(DEVELOPMENT)
    assert not {name: version for name, version in runtime.items() if development.get(name) != version}


def test_what_the_project_asks_for_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    asked = [
        re.split(r"[\[<>=!~; ]", line, maxsplit=1)[0].lower() for line in project["project"]["dependencies"]
    ]
    assert not set(asked) - set(pins(RUNTIME))


def tracked_files() -> list[Path]:
    """What git keeps of the tree."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout")
    return [ROOT / name for name in listed.stdout.split("\0") if name]


def test_no_path_of_one_machine_is_in_the_tree() -> None:
    found = []
    for path in tracked_files():
        if path.suffix in TEXT and path.is_file() and path.stat().st_size < 2_000_000:
            text = path.read_text(encoding="utf-8", errors="ignore")
            found += [f"{path.relative_to(ROOT)}: {hit.group()}" for hit in MACHINE_PATH.finditer(text)]
    assert not found
