"""Operating characteristic: published points, exact sums, and from a probability back to a quality."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualitydesk.domain.errors import RuleBroken
from qualitydesk.domain.inspection.characteristic import OcKind, OcModel, OcPoint, oc

PA, BACK = OcKind.PA, OcKind.P_AT_PA
BINOMIAL, POISSON, HYPERGEOMETRIC = OcModel


def exact_binomial(n: int, ac: int, p: Fraction) -> float:
    return float(sum(math.comb(n, i) * p**i * (1 - p) ** (n - i) for i in range(min(ac, n) + 1)))


def test_points_checked_by_hand() -> None:
    assert oc(OcPoint(PA, BINOMIAL, 200, 7, 1.3)) == pytest.approx(0.995, abs=5e-4)
    assert oc(OcPoint(PA, BINOMIAL, 200, 7, 6.4)) == pytest.approx(0.054, abs=5e-4)
    assert oc(OcPoint(PA, POISSON, 100, 0, 1.0)) == pytest.approx(math.exp(-1))
    assert oc(OcPoint(PA, HYPERGEOMETRIC, 2, 0, 1, lot_size=10)) == pytest.approx(0.8)


@given(st.integers(1, 400), st.integers(0, 45), st.integers(0, 1000))
def test_binomial_is_the_exact_sum(n: int, ac: int, permille: int) -> None:
    found = oc(OcPoint(PA, BINOMIAL, n, ac, permille / 10))
    assert found == pytest.approx(exact_binomial(n, ac, Fraction(permille, 1000)), abs=1e-12)


@given(st.integers(2, 400), st.integers(0, 20), st.integers(1, 99))
def test_the_way_back_meets_the_way_there(n: int, ac: int, percent: int) -> None:
    target = percent / 100
    for model in (BINOMIAL, POISSON):
        if model is BINOMIAL and ac >= n:
            continue
        quality = oc(OcPoint(BACK, model, n, ac, target))
        assert oc(OcPoint(PA, model, n, ac, min(quality, 100) if model is BINOMIAL else quality)) == (
            pytest.approx(target, abs=1e-9)
        )


@given(st.integers(2, 300), st.integers(0, 10), st.integers(1, 99), st.data())
def test_items_of_a_lot_are_the_last_that_keep_the_probability(
    lot: int, ac: int, percent: int, data: st.DataObject
) -> None:
    n = data.draw(st.integers(1, lot))
    items = int(oc(OcPoint(BACK, HYPERGEOMETRIC, n, ac, percent / 100, lot)))
    assert oc(OcPoint(PA, HYPERGEOMETRIC, n, ac, items, lot)) >= percent / 100
    if items < lot:
        assert oc(OcPoint(PA, HYPERGEOMETRIC, n, ac, items + 1, lot)) < percent / 100


def test_large_samples_do_not_overflow() -> None:
    assert 0 < oc(OcPoint(PA, BINOMIAL, 100_000, 1000, 1.0)) < 1
    assert oc(OcPoint(PA, POISSON, 1_000_000, 0, 100.0)) == 0.0


@pytest.mark.parametrize(
    ("point", "field"),
    [
        (OcPoint(PA, BINOMIAL, 0, 0, 1.0), "n"),
        (OcPoint(PA, BINOMIAL, 10, -1, 1.0), "n"),
        (OcPoint(PA, BINOMIAL, 10_000_000, 0, 1.0), "n"),
        (OcPoint(PA, BINOMIAL, 10, 1, 100.1), "x"),
        (OcPoint(PA, POISSON, 10, 1, float("nan")), "x"),
        (OcPoint(PA, HYPERGEOMETRIC, 10, 1, 2.0), "lot_size"),
        (OcPoint(PA, HYPERGEOMETRIC, 10, 1, 2.0, 9), "lot_size"),
        (OcPoint(PA, HYPERGEOMETRIC, 10, 1, 2.5, 20), "x"),
        (OcPoint(BACK, BINOMIAL, 10, 1, 1.0), "x"),
        (OcPoint(BACK, BINOMIAL, 10, 10, 0.5), "ac"),
    ],
)
def test_points_without_an_answer_are_refused(point: OcPoint, field: str) -> None:
    with pytest.raises(RuleBroken) as refusal:
        oc(point)
    assert field in refusal.value.fields
