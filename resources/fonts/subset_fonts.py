"""Makes the font files of this folder from the full fonts, smaller and with only what people write on papers.

Run by hand when a font is renewed, never by the program. It needs ``pyftsubset`` (fontTools) on the path and
the npm packages ``@expo-google-fonts/…`` inter, noto-sans, noto-sans-sc, noto-sans-kr unpacked side by side:
``python3 subset_fonts.py FOLDER``.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

HERE = Path(__file__).resolve().parent

LATIN = "20-7e,a0-24f,250-2af,2b0-36f,370-3ff,400-52f,1e00-1eff"
SYMBOLS = (
    "2000-2027,202f-206f,2070-209f,20a0-20c0,2100-214f,2150-218f,2190-21ff,2200-22ff,2300-2311,25a0-25ff"
)
WIDE_SIGNS = (
    "3000-30ff,31a0-31bf,3200-33ff,fe10-fe1f,fe30-fe4f,ff01-ffe6,2460-24ff,2500-257f,2600-266f,2713-2718"
)
HANGUL = "1100-11ff,3131-318e,ac00-d7a3"

LETTERS = f"{LATIN},{SYMBOLS}"


def encodable(*codecs: str, first: int = 0x80) -> str:
    """The code points that at least one of ``codecs`` can write, as pyftsubset's list."""
    return ",".join(
        f"{code:x}" for code in range(first, 0x10000) if any(_writes(code, name) for name in codecs)
    )


def _writes(code: int, codec: str) -> bool:
    try:
        chr(code).encode(codec)
    except UnicodeEncodeError:
        return False
    return True


def big5_common() -> str:
    """Big5 level 1: the 5,401 traditional characters in daily use."""
    codes = (code for code in range(0x4E00, 0xA000) if _writes(code, "big5"))
    return ",".join(f"{code:x}" for code in codes if chr(code).encode("big5") < b"\xc9\x40")


def subset(source: Path, target: Path, unicodes: Iterable[str], *, features: str) -> None:
    """Write the glyphs for ``unicodes`` of ``source`` to ``target``, without hinting."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as listing:
        listing.write("\n".join(unicodes))
        listing.flush()
        subprocess.run(
            [
                shutil.which("pyftsubset") or "pyftsubset",
                str(source),
                f"--unicodes-file={listing.name}",
                f"--output-file={target}",
                f"--layout-features={features}",
                "--no-hinting",
                "--desubroutinize",
                "--name-IDs=*",
                "--notdef-outline",
            ],
            check=True,
        )


def main(folder: Path) -> None:
    """Make every font of this folder and copy the licences."""
    common = ["20-7e", "a0-ff", SYMBOLS, WIDE_SIGNS]
    full, daily = encodable("gbk"), ",".join((encodable("gb2312", "shift_jis"), big5_common()))
    for weight in ("400Regular", "500Medium", "600SemiBold"):
        name = f"Inter_{weight}.ttf"
        subset(folder / "inter" / weight / name, HERE / f"Inter-{weight[3:]}.ttf", [LETTERS], features="*")
    for weight in ("400Regular", "700Bold"):
        name = f"NotoSans_{weight}.ttf"
        target = HERE / f"NotoSans-{weight[3:]}.ttf"
        subset(folder / "noto-sans" / weight / name, target, [LETTERS], features="kern,mark,mkmk,ccmp")
    for weight, wanted in (("400Regular", full), ("700Bold", daily)):
        name = f"NotoSansSC_{weight}.ttf"
        target = HERE / f"NotoSansSC-{weight[3:]}.ttf"
        subset(folder / "noto-sans-sc" / weight / name, target, [*common, wanted], features="")
    source = folder / "noto-sans-kr" / "400Regular" / "NotoSansKR_400Regular.ttf"
    subset(source, HERE / "NotoSansKR-Regular.ttf", [HANGUL], features="")
    for package in ("inter", "noto-sans", "noto-sans-sc", "noto-sans-kr"):
        shutil.copyfile(folder / package / "LICENSE_FONT", HERE / f"OFL-{package}.txt")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
