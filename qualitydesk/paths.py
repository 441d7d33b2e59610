"""Where things are on this computer: the program's resources, and the user's own folders by platform."""

from __future__ import annotations

import os
from pathlib import Path

RESOURCES = Path(__file__).resolve().parent.parent / "resources"


def data_folder() -> Path:
    """Where the user's own database lives (``QUALITYDESK_HOME``, else the platform's data folder)."""
    chosen = os.environ.get("QUALITYDESK_HOME")
    if chosen:
        return Path(chosen).expanduser().absolute()
    import platformdirs

    return Path(platformdirs.user_data_dir("QualityDesk", appauthor=False))


def own_database() -> str:
    """The database used when none is named: ``QUALITYDESK_DB``, else a file in the data folder."""
    return os.environ.get("QUALITYDESK_DB") or str(data_folder() / "qualitydesk.db")


def demo_database() -> str:
    """The example company's own database."""
    return str(data_folder() / "demo.db")


def log_folder() -> Path:
    """Where the program writes what went wrong, without personal data."""
    return data_folder() / "log"
