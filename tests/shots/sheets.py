"""Contact sheets: each screen in its looks, beside the picture it was designed by where that is at hand, and
below them the dialogs that it opens.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

ROOT = Path(__file__).resolve().parents[2]
DESIGN = ROOT.parent / "shared" / "design"
FONT = ROOT / "resources" / "fonts" / "Inter-Medium.ttf"
TAGS = ("light-en", "dark-en", "light-zh_CN", "dark-zh_CN")
DESIGNED = {
    "home": {"light-en": "01-home", "dark-en": "09b-home-dark"},
    "inspections": {"light-en": "02-inspections", "light-zh_CN": "10-inspections-zh"},
    "capture": {"light-en": "03-capture-warehouse", "light-zh_CN": "10b-capture-zh"},
    "shipment-blocked": {"light-en": "04-shipment", "dark-en": "09-shipment-dark"},
    "certificates": {"light-en": "05-certification"},
    "claim-open": {"light-en": "06-claim"},
    "documents": {"light-en": "07-issue-document"},
    "palette": {"light-en": "08-command-palette"},
    "inspections-error": {"light-en": "11-states"},
    "paper-inspection-certificate": {"": "pdf-a-inspection-certificate"},
    "paper-claim-report": {"": "pdf-b-claim-report"},
    "paper-dossier": {"": "pdf-c-shipment-dossier"},
    "paper-compliance": {"": "pdf-d-compliance-report"},
}
"""Which picture of the design folder a screen's look is held against."""
WIDE, SMALL, GAP, LINE = 960, 474, 12, 26
GROUND, INK = "#8A9099", "#FFFFFF"


@dataclass(frozen=True, slots=True)
class Cell:
    """A picture and the words above it."""

    path: Path
    words: str
    small: bool = False


def make_sheets(shots: Path) -> list[Path]:
    """One sheet for each screen and each paper in the folder, into its folder ``sheets``."""
    out = shots / "sheets"
    out.mkdir(exist_ok=True)
    made = []
    for name, rows in sorted(contents(shots).items()):
        path = out / f"{name}.png"
        compose(rows).save(path)
        made.append(path)
    return made


def contents(shots: Path) -> dict[str, list[list[Cell]]]:
    """What stands on each sheet: rows of cells."""
    names = sorted({stem for path in shots.glob("*.png") if (stem := plain(path))}, key=len)
    heads: list[str] = []
    for name in names:
        if not any(name.startswith(f"{head}-") for head in heads):
            heads.append(name)
    found = {head: screen_rows(shots, head, names) for head in heads}
    papers = sorted(shots.glob("paper-*-p*.png"))
    for sort in sorted({path.stem.rsplit("-", 4)[0] for path in papers}):
        pages = [Cell(path, path.stem, small=True) for path in papers if path.stem.startswith(f"{sort}-")]
        found[sort] = [[*designed(sort, ""), *pages[:2]], *in_rows(pages[2:], 3)]
    return found


def plain(path: Path) -> str:
    """The name of a picture without its look; empty for other sizes and for papers."""
    return next((path.stem.removesuffix(f"-{tag}") for tag in TAGS if usual(path.stem, tag)), "")


def usual(stem: str, tag: str) -> bool:
    """Whether a picture shows the usual size in this look."""
    return stem.endswith(f"-{tag}") and not stem.endswith(f"x-{tag}")


def screen_rows(shots: Path, head: str, names: Iterable[str]) -> list[list[Cell]]:
    """The screen in each look, beside its design; then what it opens."""
    rows = [
        [*designed(head, tag), Cell(shots / f"{head}-{tag}.png", tag)]
        for tag in TAGS
        if (shots / f"{head}-{tag}.png").exists()
    ]
    below = [name for name in names if name.startswith(f"{head}-")]
    cells = [
        Cell(path, path.stem, small=True)
        for name in below
        for tag in (TAGS[0], TAGS[3])
        if (path := shots / f"{name}-{tag}.png").exists()
    ]
    return rows + in_rows(cells, 4)


def designed(name: str, tag: str) -> list[Cell]:
    """The picture of the design, if there is one and it is at hand."""
    path = DESIGN / f"{DESIGNED.get(name, {}).get(tag, 'none')}.png"
    return [Cell(path, f"design: {path.stem}")] if path.exists() else []


def in_rows(cells: Sequence[Cell], each: int) -> list[list[Cell]]:
    """Several to a row."""
    return [list(cells[at : at + each]) for at in range(0, len(cells), each)]


def compose(rows: Sequence[Sequence[Cell]]) -> Image.Image:
    """Paste all rows below each other."""
    bands = [band(row) for row in rows if row]
    width = max(one.width for one in bands)
    sheet = Image.new("RGB", (width, sum(one.height for one in bands)), GROUND)
    top = 0
    for one in bands:
        sheet.paste(one, (0, top))
        top += one.height
    return sheet


def band(row: Sequence[Cell]) -> Image.Image:
    """One row, each picture under its words; what a screen opens is small."""
    width = SMALL if any(cell.small for cell in row) else WIDE
    pictures = [scaled(cell.path, width) for cell in row]
    tall = max(picture.height for picture in pictures) + LINE + GAP
    made = Image.new("RGB", ((width + GAP) * len(row) + GAP, tall), GROUND)
    pen, font = ImageDraw.Draw(made), ImageFont.truetype(str(FONT), 14)
    for place, (cell, picture) in enumerate(zip(row, pictures, strict=True)):
        left = GAP + place * (width + GAP)
        pen.text((left, 6), cell.words, INK, font)
        made.paste(picture, (left, LINE))
    return made


def scaled(path: Path, width: int) -> Image.Image:
    """The picture at that width."""
    with Image.open(path) as picture:
        return picture.convert("RGB").resize((width, round(picture.height * width / picture.width)))
