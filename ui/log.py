"""The program's own log: faults with the places in the program they came from, and no personal data.

One file in the user's data folder, readable by its user only, made when there is something to write.
"""

from __future__ import annotations

import logging
import os
import traceback
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from qualitydesk.paths import log_folder

FILE = "qualitydesk.log"
_MOST_BYTES = 1_000_000
_KEPT = 3
_Fault = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class _Discreet(logging.Formatter):
    """Writes where a fault was, not what it was about: messages of errors may quote what people typed."""

    def formatException(self, ei: _Fault) -> str:
        kind, error, trace = ei
        if kind is None or error is None:
            return ""
        frames = traceback.format_list(traceback.extract_tb(trace))
        places = "".join(line.partition("\n")[0] + "\n" for line in frames)
        return f"{places}{kind.__name__}"

    def format(self, record: logging.LogRecord) -> str:
        record.exc_text = None
        head = f"{self.formatTime(record)} {record.levelname} {record.name} {record.getMessage()}"
        told = head.replace("\r", "\\r").replace("\n", "\\n")
        return f"{told}\n{self.formatException(record.exc_info)}" if record.exc_info else told


class _PrivateFile(RotatingFileHandler):
    """A log file that only its user may read; where none can be made, nothing is logged."""

    def _open(self) -> TextIOWrapper:
        Path(self.baseFilename).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(self.baseFilename, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600)
        return os.fdopen(descriptor, "a", encoding="utf-8", errors="backslashreplace")

    def handleError(self, record: logging.LogRecord) -> None:
        """A log that cannot be written must not become a second fault."""


def keep_log(folder: Path | None = None) -> logging.Handler:
    """Write warnings and faults of the whole program to its log from now on; asked twice, once is enough."""
    root = logging.getLogger()
    known = next((handler for handler in root.handlers if isinstance(handler, _PrivateFile)), None)
    if known is not None:
        return known
    path = (folder or log_folder()) / FILE
    handler = _PrivateFile(path, maxBytes=_MOST_BYTES, backupCount=_KEPT, delay=True)
    handler.setLevel(logging.WARNING)
    handler.setFormatter(_Discreet())
    root.addHandler(handler)
    return handler
