"""The ledger of a claim: cost lines x liability shares = what each payer bears, to the last minor unit.

Every row adds up to its cost line and every column to the payer's part of the whole; cells differ from their
exact value by less than one minor unit. What was agreed with each payer stands below the columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qualitydesk.domain.claims.liability import Liability, LiabilityRole, Share
from qualitydesk.domain.claims.recovery import ANSWERED, RecoveryStatus
from qualitydesk.domain.claims.words import CostKind, CostState, cost_name
from qualitydesk.domain.money import WHOLE, Money, split_minor
from qualitydesk.domain.values import NOTHING, Bilingual


@dataclass(frozen=True, slots=True)
class Cost:
    """One cost line in minor units of the claim's currency; negative for what the goods still bring."""

    id: str
    kind: CostKind
    title: str
    minor: int
    state: CostState

    @property
    def shown(self) -> str:
        """Its own words, else the name of its kind, which can be translated."""
        own = self.title if self.title != self.kind.value else ""
        return own or cost_name(self.kind).text


@dataclass(frozen=True, slots=True)
class Claimed:
    """What was asked of a payer and what came of it, in minor units."""

    party_id: str
    status: RecoveryStatus
    asked: int
    agreed: int | None = None
    credited: int | None = None

    @property
    def promised(self) -> int:
        """What the payer agreed to, or has credited."""
        if self.status is RecoveryStatus.CREDITED:
            return self.credited or 0
        return (self.agreed or 0) if self.status in ANSWERED else 0

    @property
    def given_up(self) -> int:
        """What will not come any more: written off, or credited short."""
        if self.status is RecoveryStatus.WRITTEN_OFF:
            return self.asked
        return self.asked - self.promised if self.status is RecoveryStatus.CREDITED else 0


@dataclass(frozen=True, slots=True)
class Payer:
    """One column; the column without a party is the part that nobody bears yet."""

    party_id: str
    name: Bilingual
    role: LiabilityRole | None
    points: int


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One cost line and its cells, in the order of the payers."""

    cost: Cost
    borne: Money
    cells: tuple[Money, ...]


@dataclass(frozen=True, slots=True)
class Ledger:
    """Rows, columns and the four totals, all in one currency."""

    currency: str
    payers: tuple[Payer, ...]
    rows: tuple[LedgerRow, ...]
    columns: tuple[Money, ...]
    borne: Money
    to_get_back: Money
    agreed: Money
    stays_with_us: Money

    def column(self, party_id: str) -> Money:
        """What ``party_id`` bears in all; nothing if it has no share."""
        parts = zip(self.payers, self.columns, strict=True)
        return next((part for payer, part in parts if payer.party_id == party_id), Money.zero(self.currency))


def draw_up(
    currency: str, costs: Sequence[Cost], liability: Liability, claimed: Sequence[Claimed] = ()
) -> Ledger:
    """The ledger of ``costs`` under ``liability``; a part that nobody bears yet has its own last column."""
    payers = _payers(liability)
    matrix = _apportion([cost.minor for cost in costs], [payer.points for payer in payers])
    columns = tuple(sum(row[at] for row in matrix) for at in range(len(payers)))
    borne = sum(cost.minor for cost in costs)
    others = sum(part for payer, part in zip(payers, columns, strict=True) if _is_other(payer))
    back = others - sum(one.given_up for one in claimed)
    return Ledger(
        currency=currency,
        payers=payers,
        rows=tuple(_row(currency, cost, cells) for cost, cells in zip(costs, matrix, strict=True)),
        columns=tuple(Money(part, currency) for part in columns),
        borne=Money(borne, currency),
        to_get_back=Money(back, currency),
        agreed=Money(sum(one.promised for one in claimed), currency),
        stays_with_us=Money(borne - back, currency),
    )


def _is_other(payer: Payer) -> bool:
    return payer.role not in (None, LiabilityRole.US)


def _payers(liability: Liability) -> tuple[Payer, ...]:
    payers = [_payer(share) for share in liability.shares]
    if liability.undecided:
        payers.append(Payer("", NOTHING, None, liability.undecided))
    return tuple(payers)


def _payer(share: Share) -> Payer:
    return Payer(share.party_id, share.name, share.role, share.points)


def _row(currency: str, cost: Cost, cells: Sequence[int]) -> LedgerRow:
    return LedgerRow(cost, Money(cost.minor, currency), tuple(Money(cell, currency) for cell in cells))


def _apportion(rows: Sequence[int], points: Sequence[int]) -> list[list[int]]:
    """Controlled rounding: cells are exact shares cut down, and the units left over in each row are placed so
    that the columns come out as the largest remainder of the whole.
    """
    if not points:
        return [[] for _ in rows]
    floors = [[row * point // WHOLE for point in points] for row in rows]
    open_cells = [[bool(row * point % WHOLE) for point in points] for row in rows]
    supply = [row - sum(cut) for row, cut in zip(rows, floors, strict=True)]
    floored = [sum(cut[at] for cut in floors) for at in range(len(points))]
    placed = _place(supply, _room(rows, points, floored, tight=True), open_cells)
    if sum(map(sum, placed)) < sum(
        supply
    ):  # the largest remainder does not fit these rows: any rounding that does
        placed = _place(supply, _room(rows, points, floored, tight=False), open_cells, placed)
    return [[a + b for a, b in zip(cut, more, strict=True)] for cut, more in zip(floors, placed, strict=True)]


def _room(rows: Sequence[int], points: Sequence[int], floored: Sequence[int], *, tight: bool) -> list[int]:
    """How many units each column still takes above its floors."""
    whole = sum(rows)
    if tight:
        wanted: Sequence[int] = _largest_remainder(whole, points)
    else:
        wanted = [-(-whole * point // WHOLE) for point in points]
    return [part - floor for part, floor in zip(wanted, floored, strict=True)]


def _largest_remainder(whole: int, points: Sequence[int]) -> tuple[int, ...]:
    parts = split_minor(abs(whole), points)
    return parts if whole >= 0 else tuple(-part for part in parts)


def _place(
    supply: Sequence[int],
    room: Sequence[int],
    open_cells: Sequence[Sequence[bool]],
    start: list[list[int]] | None = None,
) -> list[list[int]]:
    """Put at most one unit into each open cell: ``supply`` a row, ``room`` a column (augmenting paths)."""
    placed = [list(row) for row in start] if start else [[0] * len(room) for _ in supply]
    room = [free - sum(row[at] for row in placed) for at, free in enumerate(room)]
    for row, units in enumerate(supply):
        for _ in range(units - sum(placed[row])):
            if not _augment(row, placed, room, open_cells, set()):
                break
    return placed


def _augment(
    row: int,
    placed: list[list[int]],
    room: list[int],
    open_cells: Sequence[Sequence[bool]],
    seen: set[int],
) -> bool:
    """Find a column for one unit of ``row``: one with room, else move another unit aside."""
    fitting = [
        at
        for at in reversed(range(len(room)))
        if open_cells[row][at] and not placed[row][at] and at not in seen
    ]
    for column in fitting:
        if room[column] > 0:
            room[column] -= 1
            placed[row][column] = 1
            return True
    for column in fitting:
        seen.add(column)
        holders = [other for other in range(len(placed)) if placed[other][column] and other != row]
        if any(_move_aside(other, column, placed, room, open_cells, seen) for other in holders):
            placed[row][column] = 1
            return True
    return False


def _move_aside(
    row: int,
    column: int,
    placed: list[list[int]],
    room: list[int],
    open_cells: Sequence[Sequence[bool]],
    seen: set[int],
) -> bool:
    if not _augment(row, placed, room, open_cells, seen):
        return False
    placed[row][column] = 0
    return True
