"""Keys are UUIDv7, and follow the order in which they were made."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from uuid import RFC_4122, UUID

import pytest

from qualitydesk.domain.keys import KeyMaker

MANY = 2_000
NOON = 1_795_780_800_000_000_000
"""2026-11-27 12:00 UTC in nanoseconds."""


def test_a_key_is_a_uuid_of_version_seven_with_the_time_it_was_made() -> None:
    key = UUID(KeyMaker(lambda: NOON)())
    assert (key.version, key.variant, key.int >> 80) == (7, RFC_4122, NOON // 1_000_000)


@pytest.mark.parametrize("tick", [0, -1_000_000_000], ids=["still", "back"])
def test_a_key_made_later_sorts_later_whatever_the_clock_does(tick: int) -> None:
    times = iter(range(NOON, NOON + MANY * tick, tick) if tick else [NOON] * MANY)
    make = KeyMaker(times.__next__)
    keys = [make() for _ in range(MANY)]
    assert keys == sorted(set(keys))
    assert {UUID(key).version for key in keys} == {7}


def test_threads_share_one_order() -> None:
    make = KeyMaker()
    with ThreadPoolExecutor(4) as pool:
        lots = list(pool.map(lambda _lot: [make() for _ in range(MANY)], range(8)))
    assert all(lot == sorted(lot) for lot in lots)
    assert len({key for lot in lots for key in lot}) == 8 * MANY
