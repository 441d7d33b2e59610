"""Every page of the window held against the picture of it that was agreed on.

``python -m tests.shots.agreed LOOK`` takes the pages in that look and tells which differ, ``--renew`` agrees
on what they are now. The example company is that of one fixed day; nothing but the shipped fonts is used, so
the pictures are the same on every Linux machine. What differs lies in build/look.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtGui import QImage

from qualitydesk.domain.clock import FixedClock
from tests.shots.likeness import share_off, small
from tests.shots.studio import Look
from tests.shots.work import ROOT, make_templates, shoot_pages

AGREED = ROOT / "tests" / "ui" / "look" / "pages"
BUILD = ROOT / "build" / "look"
LOOKS = {
    "light-en": Look("light", "en", whole=False),
    "dark-zh_CN": Look("dark", "zh_CN", whole=False),
}
DAY = FixedClock(datetime(2026, 11, 20, 9, 30, tzinfo=UTC))
SMALLER = 8
FORGIVEN_SHARE = 0.003
"""The share of a small picture's pixels that may differ: about the area of one button."""
FONTS_ALONE = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir></fontconfig>"""


def main() -> int:
    """Compare one look, or renew it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("look", choices=sorted(LOOKS))
    parser.add_argument("--renew", action="store_true", help="agree on the pages as they are now")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="qualitydesk-look-") as folder:
        same_everywhere(Path(folder))
        make_templates(Path(folder), (LOOKS[args.look].language,), DAY)
        told = shoot_pages(Path(folder), LOOKS[args.look], Path(folder), DAY)
        pages = {named(path, args.look): path for path in Path(folder).glob("*.png")}
        if args.renew:
            renew(pages, args.look)
        else:
            told += differing(pages, args.look)
    for line in told or [f"{len(pages)} pages are as agreed"]:
        print(line)
    return 1 if told else 0


def named(path: Path, look: str) -> str:
    """What a page's picture is called here."""
    return f"{path.name.removesuffix(f'-{LOOKS[look].tag}.png')}-{look}.png"


def same_everywhere(folder: Path) -> None:
    """The shipped fonts alone, and the clock of Greenwich; before Qt starts."""
    config = folder / "fonts.conf"
    config.write_text(FONTS_ALONE.format(fonts=ROOT / "resources" / "fonts", cache=folder / "fonts"))
    os.environ["FONTCONFIG_FILE"] = str(config)
    os.environ["TZ"] = "UTC"
    time.tzset()


def renew(pages: Mapping[str, Path], look: str) -> None:
    """Agree on what was taken, kept in full in build/look; pages that are gone go from the agreed ones."""
    AGREED.mkdir(parents=True, exist_ok=True)
    BUILD.mkdir(parents=True, exist_ok=True)
    for gone in AGREED.glob(f"*-{look}.png"):
        gone.unlink()
    for name, path in pages.items():
        picture = QImage(str(path))
        picture.save(str(BUILD / name))
        small(picture, SMALLER).save(str(AGREED / name))


def differing(pages: Mapping[str, Path], look: str) -> list[str]:
    """The pages that are not as agreed, those that nobody agreed on, and those that are gone."""
    BUILD.mkdir(parents=True, exist_ok=True)
    agreed = {path.name for path in AGREED.glob(f"*-{look}.png")}
    told = [f"{name} is gone" for name in sorted(agreed - pages.keys())]
    for name, path in sorted(pages.items()):
        picture = QImage(str(path))
        off = share_off(small(picture, SMALLER), rgb(AGREED / name)) if name in agreed else 1.0
        if off > FORGIVEN_SHARE:
            picture.save(str(BUILD / name))
            told.append(f"{name} differs in {off:.1%} of its area: build/look/{name}")
    return told


def rgb(path: Path) -> QImage:
    """A stored picture in the format that is compared."""
    return QImage(str(path)).convertToFormat(QImage.Format.Format_RGB888)


if __name__ == "__main__":
    sys.exit(main())
