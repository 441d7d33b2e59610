"""What decoding a picture costs in memory, told from its head alone, so that nothing is opened that would
take the machine's memory: it is never more than 512 MiB.

The formats themselves are read elsewhere; here only bytes are counted.
"""

from __future__ import annotations

PIXEL_LIMIT = 80_000_000
DECODING_LIMIT = 320 * 1024 * 1024
"""Bytes; the rest of 512 MiB is for the program itself."""
_START, _SCAN, _ALONE = 0xFF, 0xDA, (0x01, *range(0xD0, 0xDA))
_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
_ONE_SCAN = frozenset({0xC0, 0xC1})


def too_large(content: bytes, kind: str, mode: str, pixels: int) -> bool:
    """Whether a picture of that format ("JPEG", "PNG", "WEBP") and mode of Pillow's is refused unopened."""
    return pixels > PIXEL_LIMIT or pixels * bytes_per_pixel(content, kind, mode) > DECODING_LIMIT


def bytes_per_pixel(content: bytes, kind: str, mode: str) -> float:
    """What one pixel takes at the worst moment of making a small copy, as measured.

    A JPEG of one scan is decoded small; one of several keeps all its coefficients. Transparency is copied
    once more before it is made smaller. WebP decodes into several canvases.
    """
    if kind == "JPEG":
        return 2.0 * max(len(mode), 1) + 0.5 if in_several_scans(content) else 0.5
    if kind == "PNG":
        return 9.0 if mode in ("LA", "RGBA", "PA") else 5.5
    return 16.0


def in_several_scans(jpeg: bytes) -> bool:
    """Whether a JPEG is progressive, or gives its colours one after another; what can't be read is both."""
    at, colours = 2, 0
    for _ in range(len(jpeg)):
        if at + 5 > len(jpeg) or jpeg[at] != _START:
            return True
        mark = jpeg[at + 1]
        if mark == _START:  # filling
            at += 1
            continue
        if mark == _SCAN:
            return jpeg[at + 4] < colours
        if mark in _FRAMES:
            if mark not in _ONE_SCAN or at + 10 > len(jpeg):
                return True
            colours = jpeg[at + 9]
        at += 2 if mark in _ALONE else 2 + int.from_bytes(jpeg[at + 2 : at + 4], "big")
    return True
