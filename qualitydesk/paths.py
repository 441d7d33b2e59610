"""Where things are on this computer: the program's resources, and the user's own folders by platform."""

from __future__ import annotations

import os
from pathlib import Path

CHOICE = "database"
"""The file in the data folder that names the database chosen at the first start."""
RESOURCES = Path(__file__).resolve().parent.parent / "resources"


def data_folder() -> Path:
    """Where the user's own database lives (``QUALITYDESK_HOME``, else the platform's data folder)."""
    chosen = os.environ.get("QUALITYDESK_HOME")
    if chosen:
        return Path(chosen).expanduser().absolute()
    import platformdirs

    return Path(platformdirs.user_data_dir("QualityDesk", appauthor=False))


def own_database() -> str:
    """The database used when none is named: ``QUALITYDESK_DB``, else the one chosen at the first start, else
    a file in the data folder.
    """
    return os.environ.get("QUALITYDESK_DB") or _chosen() or str(data_folder() / "qualitydesk.db")


def choose_database(location: str) -> None:
    """Use this database from now on when none is named; kept in a file that only its user may read."""
    folder = data_folder()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor = os.open(folder / CHOICE, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(location + "\n")


def _chosen() -> str:
    try:
        return (data_folder() / CHOICE).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return ""


def demo_database() -> str:
    """The example company's own database."""
    return str(data_folder() / "demo.db")


def viewed_folder() -> Path:
    """Where copies of papers from outside lie while the system's own viewer shows them."""
    return data_folder() / "viewed"


def log_folder() -> Path:
    """Where the program writes what went wrong, without personal data."""
    return data_folder() / "log"
