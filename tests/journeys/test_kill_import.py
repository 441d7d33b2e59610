"""An import killed at any moment: either all of a file is in, or nothing of it; what was acknowledged
stays.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from qualitydesk.bootstrap import open_backend
from qualitydesk.records import Lot, Product, Serial
from qualitydesk.services.exchange import import_files
from qualitydesk.store import audit

ROWS = 400
ROUNDS = 12
CHILD = """
import sys
from pathlib import Path
from qualitydesk.bootstrap import open_backend
from qualitydesk.services.exchange import import_files

backend = open_backend(sys.argv[1])
desk = backend.desk()
for number in range(1000):
    for kind in ("products", "lots"):
        path = Path(sys.argv[2]) / f"{kind}-{number}.csv"
        if not path.exists():
            break
        report = import_files(desk, kind, [path])
        assert not report.rejected
        print(f"{kind} {number}", flush=True)
"""


def sheets(folder: Path, count: int) -> None:
    for number in range(count):
        products = [f"P-{number}-{n},Thing {n}" for n in range(ROWS)]
        lots = [f"L-{number}-{n},P-{number}-{n},10,S-{number}-{n}-a; S-{number}-{n}-b" for n in range(ROWS)]
        (folder / f"products-{number}.csv").write_text("sku,name\n" + "\n".join(products))
        (folder / f"lots-{number}.csv").write_text("number,sku,quantity,serials\n" + "\n".join(lots))


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no kill -9")
def test_a_killed_import_is_whole_or_not_there(local_database: str, tmp_path: Path) -> None:
    sheets(tmp_path, 40)
    chance = random.Random(7)
    acknowledged: set[tuple[str, int]] = set()
    killed = 0
    for _ in range(ROUNDS):
        child = subprocess.Popen(
            [sys.executable, "-c", CHILD, local_database, str(tmp_path)],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            cwd=Path(__file__).resolve().parents[2],
            env=os.environ | {"PYTHONPATH": str(Path(__file__).resolve().parents[2])},
        )
        assert child.stdout is not None
        with child, child.stdout as spoken:
            first = spoken.readline()
            time.sleep(chance.uniform(0, 0.25))
            child.kill()
            said = [first, *spoken.readlines()]
            killed += child.wait() == -signal.SIGKILL
        for line in filter(str.strip, said):
            kind, number = line.split()
            acknowledged.add((kind, int(number)))
        _look(local_database, acknowledged)
    assert killed >= ROUNDS // 2, "the child was hit while it worked"
    assert acknowledged


def _look(database: str, acknowledged: set[tuple[str, int]]) -> None:
    """Nothing acknowledged is lost, nothing is half there, the audit chain and the file are sound."""
    backend = open_backend(database, create=False)
    try:
        with backend.store.read() as read:
            assert audit.verify(read).ok
            assert read.connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
            assert read.connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
            products, lots = read.count(Product), read.count(Lot)
            assert (products % ROWS, lots % ROWS) == (0, 0)
            assert read.count(Serial) == 2 * lots
            for kind, number in acknowledged:
                wanted = {"sku": f"P-{number}-0"} if kind == "products" else {"number": f"L-{number}-0"}
                assert read.count(Product if kind == "products" else Lot, **wanted) == 1
    finally:
        backend.close()


def test_an_import_after_a_kill_goes_on(local_database: str, tmp_path: Path) -> None:
    sheets(tmp_path, 1)
    backend = open_backend(local_database, create=False)
    try:
        report = import_files(backend.desk(), "products", [tmp_path / "products-0.csv"])
        again = import_files(backend.desk(), "products", [tmp_path / "products-0.csv"])
    finally:
        backend.close()
    assert (report.created, again.unchanged) == (ROWS, ROWS)
