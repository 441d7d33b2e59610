"""Take all figures and print them: ``python3 bootstrap.py bench --size 10000 --pairs 100 --only window``."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.bench.batches import batch_figures
from tests.bench.database import prepare, read_figures, write_figures
from tests.bench.files import file_figures
from tests.bench.lists import list_figures
from tests.bench.measure import Figure, keep, line, table
from tests.bench.palette import palette_figures
from tests.bench.papers import paper_figures
from tests.bench.pictures import picture_figures
from tests.bench.seated import seated_figures
from tests.bench.server import server_figures
from tests.bench.window import window_figures

BUILD = Path(__file__).resolve().parents[2] / "build"
ON_COPIES = {
    "writes": write_figures,
    "files": file_figures,
    "pictures": picture_figures,
    "seated": seated_figures,
}
GROUPS = (
    *("window", "reads", "palette", "lists", "papers", "batches"),
    *("writes", "files", "pictures", "seated", "server"),
)


def main(words: Sequence[str]) -> int:
    """Print each figure as it is taken, then the whole table."""
    args = arguments(words)
    figures: list[Figure] = []
    for figure in taken(args):
        print(line(figure), flush=True)
        figures.append(figure)
    print("\n" + table(figures))
    keep(figures, BUILD / "bench.json")
    print(f"\n* over its goal, ** over twice its goal; kept in {BUILD.name}/bench.json")
    return 0


def arguments(words: Sequence[str]) -> argparse.Namespace:
    """Sizes and what to measure."""
    parser = argparse.ArgumentParser(prog="bootstrap.py bench", description=__doc__)
    parser.add_argument("--size", type=int, nargs="+", default=[10_000], metavar="N", help="inspections")
    parser.add_argument("--pairs", type=int, default=100)
    parser.add_argument("--only", choices=GROUPS, nargs="+", default=list(GROUPS))
    return parser.parse_args(words)


def taken(args: argparse.Namespace) -> Iterator[Figure]:
    """The figures of every group and size asked for."""
    if "window" in args.only:
        yield from window_figures(min(args.pairs, 15))
    for size in args.size:
        path = prepare(BUILD / "bench", size)
        if "reads" in args.only:
            yield from read_figures(path, size, args.pairs)
        if "palette" in args.only:
            yield from palette_figures(path, size, min(args.pairs, 30))
        if "lists" in args.only:
            yield from list_figures(path, size, args.pairs)
        if "papers" in args.only:
            yield from paper_figures(path, size, min(args.pairs, 30))
        if "batches" in args.only:
            yield from batch_figures(path, size, args.pairs)
        yield from _on_copies(args, path, size)
    if "server" in args.only:
        yield from server_figures(max(args.size), args.pairs)


def _on_copies(args: argparse.Namespace, path: Path, size: int) -> Iterator[Figure]:
    """The groups that work on copies."""
    for group, figures in ON_COPIES.items():
        if group in args.only:
            with tempfile.TemporaryDirectory(prefix="qualitydesk-bench-") as folder:
                yield from figures(path, size, args.pairs, Path(folder))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
