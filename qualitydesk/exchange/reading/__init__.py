"""Opening a file from outside as a table: found encoding, delimiter, header, conventions; or a plain refusal.

Nothing here knows what the columns mean for the program; that is the importers' part.
"""

from __future__ import annotations

from qualitydesk.exchange.reading.opening import open_table
from qualitydesk.exchange.reading.table import Cell, ReadOptions, Row, RowError, Table, refused

__all__ = ["Cell", "ReadOptions", "Row", "RowError", "Table", "open_table", "refused"]
