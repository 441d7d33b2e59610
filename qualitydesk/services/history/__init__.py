"""The history of a record: ``record_history`` reads it, ``words`` holds what acts and fields are called."""

from __future__ import annotations

from qualitydesk.services.history.reading import FieldChange, HistoryEntry, record_history
from qualitydesk.services.history.values import Value

__all__ = ["FieldChange", "HistoryEntry", "Value", "record_history"]
