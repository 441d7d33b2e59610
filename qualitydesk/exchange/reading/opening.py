"""One door for all files: looks at the first bytes and hands the file to its reader.

Readers are imported when a file needs them.
"""

from __future__ import annotations

from pathlib import Path

from qualitydesk.exchange.reading.signatures import Form, find_form
from qualitydesk.exchange.reading.table import ReadOptions, Table


def open_table(path: Path, options: ReadOptions | None = None, known: frozenset[str] = frozenset()) -> Table:
    """Open ``path`` as a table, or raise ``RuleBroken`` that names the file and says why it is none.

    ``known`` are folded headings (``heading_key``) that help to find the header row and the sheet.
    """
    options = options or ReadOptions()
    form = find_form(path)
    if form is Form.WORKBOOK:
        from qualitydesk.exchange.reading.workbook import open_workbook

        return open_workbook(path, options, known)
    if form is Form.JSON:
        from qualitydesk.exchange.reading.documents import open_document

        return open_document(path, options)
    from qualitydesk.exchange.reading.delimited import open_delimited

    return open_delimited(path, options, known)
