"""How a figure is taken: ours and the limit in turn, medians and their ratio, processor time beside them."""

from __future__ import annotations

import gc
import json
import statistics
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

Operation = Callable[[], object]
SHARE_COUNTED = 0.05
"""A smaller part of the time than this tells nothing: the work is done elsewhere."""


@dataclass(frozen=True)
class Figure:
    """One line of the table; times in milliseconds."""

    operation: str
    rows: int
    pairs: int
    ours: float
    ours_p95: float
    ours_cpu: float
    limit: float
    limit_cpu: float
    goal: float
    limit_is: str

    @property
    def ratio(self) -> float:
        """Our median by the limit's."""
        return self.ours / self.limit if self.limit else 0.0

    @property
    def cpu_ratio(self) -> float:
        """The same of processor time, which is disturbed less; 0 where other processes do the work."""
        share = min(self.ours_cpu / self.ours, self.limit_cpu / self.limit) if self.ours and self.limit else 0
        return self.ours_cpu / self.limit_cpu if share > SHARE_COUNTED else 0.0


def in_turn(
    operation: str,
    ours: Operation,
    limit: Operation,
    *,
    goal: float,
    limit_is: str,
    rows: int,
    pairs: int,
    ours_first: bool = False,
    between: Operation | None = None,
) -> Figure:
    """Run both in turn and compare their medians; the first pair only warms up.

    Who goes first changes, so that neither always finds the other's warm caches; ``ours_first`` where the
    limit repeats what ours did, ``between`` what makes it ready for that, in nobody's time.
    """
    mine: list[tuple[float, float]] = []
    theirs: list[tuple[float, float]] = []
    with _collected_between() as collect:
        for place in range(pairs + 1):
            turns = [(ours, mine), (limit, theirs)]
            for run, kept in turns if ours_first or between or place % 2 else reversed(turns):
                collect()
                kept.append(timed(run))
                if between is not None and run is ours:
                    between()
    mine, theirs = mine[1:], theirs[1:]
    return Figure(
        operation=operation,
        rows=rows,
        pairs=pairs,
        ours=median(wall for wall, _ in mine),
        ours_p95=sorted(wall for wall, _ in mine)[int(len(mine) * 0.95)],
        ours_cpu=median(cpu for _, cpu in mine),
        limit=median(wall for wall, _ in theirs),
        limit_cpu=median(cpu for _, cpu in theirs),
        goal=goal,
        limit_is=limit_is,
    )


@contextmanager
def _collected_between() -> Iterator[Operation]:
    """What frees Python's cycles between two runs and never in one, as the window does between its jobs."""
    usual = gc.isenabled()
    gc.disable()
    gc.freeze()
    try:
        yield gc.collect
    finally:
        gc.unfreeze()
        if usual:
            gc.enable()


def once(operation: str, rows: int, ours: float, limit: float, goal: float, limit_is: str) -> Figure:
    """A figure that is taken once."""
    return Figure(operation, rows, 1, ours, ours, 0.0, limit, 0.0, goal, limit_is)


def timed(run: Operation) -> tuple[float, float]:
    """Wall and processor time of one run, in milliseconds."""
    wall, cpu = time.perf_counter(), time.process_time()
    run()
    return (time.perf_counter() - wall) * 1000, (time.process_time() - cpu) * 1000


def median(values: Iterable[float]) -> float:
    """The middle value."""
    return statistics.median(values)


def table(figures: Iterable[Figure]) -> str:
    """The figures for people."""
    names = f"{'rows':>9}{'ours':>9}{'p95':>9}{'cpu':>8}{'limit':>9}{'ratio':>7}{'cpu':>7}{'goal':>6}"
    head = f"{'operation, times in ms':<52}{names}  limit is"
    return "\n".join([head, "-" * len(head), *(line(figure) for figure in figures)])


def line(figure: Figure) -> str:
    """One line of the table."""
    mark = "" if figure.ratio <= figure.goal else (" *" if figure.ratio <= 2 * figure.goal else " **")
    ours = f"{figure.ours:>9.2f}{figure.ours_p95:>9.2f}{figure.ours_cpu:>8.2f}"
    ratios = f"{figure.ratio:>7.2f}{figure.cpu_ratio:>7.2f}{figure.goal:>6.1f}"
    return (
        f"{figure.operation:<52}{figure.rows:>9}{ours}{figure.limit:>9.2f}{ratios}  {figure.limit_is}{mark}"
    )


def keep(figures: Iterable[Figure], target: Path) -> None:
    """Write the figures for programs."""
    target.parent.mkdir(parents=True, exist_ok=True)
    rows = [
        asdict(figure) | {"ratio": round(figure.ratio, 3), "cpu_ratio": round(figure.cpu_ratio, 3)}
        for figure in figures
    ]
    target.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
