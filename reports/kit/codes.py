"""Machine-readable codes, drawn as one vector path.

What a code says belongs to ``reports.seal``.
"""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=64)
def qr_modules(text: str) -> tuple[tuple[int, int, int], ...]:
    """The dark runs of the QR code for ``text``, (row, first column, length); level M, no quiet zone."""
    import segno

    found: list[tuple[int, int, int]] = []
    for row, cells in enumerate(segno.make(text, error="m", micro=False).matrix):
        start = None
        for column, cell in enumerate([*cells, 0]):
            if cell and start is None:
                start = column
            elif not cell and start is not None:
                found.append((row, start, column - start))
                start = None
    return tuple(found)


def qr_size(modules: tuple[tuple[int, int, int], ...]) -> int:
    """How many modules the code has on a side."""
    return max(row for row, _, _ in modules) + 1
