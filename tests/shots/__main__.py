"""Take the pictures: ``bootstrap.py shots [WORD] [--sizes]``; each look in a process of its own."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import product
from multiprocessing import get_context
from pathlib import Path

from tests.shots.studio import Look
from tests.shots.work import OUT, ROOT, Outcome, make_templates, take, take_papers

LOOKS = tuple(Look(mode, language) for language, mode in product(("en", "zh_CN"), ("light", "dark")))
SIZES = tuple(
    Look("light", language, size, zoom, scale, whole=False)
    for language in ("en", "zh_CN")
    for size, zoom, scale in (
        ((1180, 720), 100, 1),
        ((1920, 1080), 100, 1),
        ((1440, 900), 130, 1),
        ((1440, 900), 100, 2),
    )
)


def main(words: Sequence[str]) -> int:
    """Take all pictures, or those with a word in their name, and put them on sheets."""
    args = arguments(words)
    started, taken, missed = time.monotonic(), list[str](), list[str]()
    if not (args.only or args.sizes):
        shutil.rmtree(OUT, ignore_errors=True)  # what is gone from the program shall go from the pictures
    OUT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="qualitydesk-shots-") as folder:
        make_templates(Path(folder), ("en", "zh_CN"))
        for outcome in work(Path(folder), SIZES if args.sizes else LOOKS, args.only, papers=not args.sizes):
            taken += outcome[0]
            missed += outcome[1]
    from tests.shots.sheets import make_sheets

    sheets = make_sheets(OUT)
    for one in missed:
        print(f"MISSED {one}", file=sys.stderr)
    spent = time.monotonic() - started
    print(f"{len(taken)} pictures and {len(sheets)} sheets in {OUT.relative_to(ROOT)} ({spent:.0f} s)")
    return 0 if taken and not missed else 1


def arguments(words: Sequence[str]) -> argparse.Namespace:
    """Which pictures."""
    parser = argparse.ArgumentParser(prog="bootstrap.py shots", description=__doc__)
    parser.add_argument("only", nargs="?", default="", help="a word of the pictures' names")
    parser.add_argument(
        "--sizes", action="store_true", help="the pages in other sizes instead of the usual one"
    )
    return parser.parse_args(words)


def work(folder: Path, looks: Sequence[Look], only: str, *, papers: bool) -> list[Outcome]:
    """Every look in a fresh process, since scale factor and screen are told before Qt starts."""
    count = os.cpu_count() or 1
    with ProcessPoolExecutor(count, get_context("spawn"), max_tasks_per_child=1) as pool:
        runs = [pool.submit(take, folder, look, only) for look in looks]
        if papers:
            runs.append(pool.submit(take_papers, folder, only))
        return [ended(run) for run in runs]


def ended(run: Future[Outcome]) -> Outcome:
    """What a process brought; one that broke takes no other's pictures with it."""
    broken = run.exception()
    return ([], [f"{type(broken).__name__}: {broken}"]) if broken is not None else run.result()


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
