"""Money: whole minor units of one ISO 4217 currency, rounded half up, never a float.

Adding, sharing out and reading amounts belong here; how amounts look on screen or paper does not. The table
of minor units is ISO 4217:2015 (list one of the maintenance agency) for the currencies that traders meet.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Final

from qualitydesk.domain.errors import RuleBroken
from qualitydesk.domain.values import Message, msg

WHOLE: Final = 10_000
"""Basis points in one whole: 7 000 are 70 %."""

_TWO_DECIMALS = (
    "AED AMD ARS AUD AZN BDT BGN BRL BYN CAD CHF CNY COP CZK DKK DZD EGP EUR GBP GEL GHS HKD HUF IDR ILS INR "
    "KES KGS KZT LKR MAD MDL MOP MXN MYR NGN NOK NZD PEN PHP PKR PLN QAR RON RSD RUB SAR SEK SGD THB TRY TWD "
    "UAH USD UYU UZS ZAR"
)
_NO_DECIMALS = "CLP ISK JPY KRW PYG RWF UGX VND XAF XOF XPF"
_THREE_DECIMALS = "BHD IQD JOD KWD LYD OMR TND"

MINOR_DIGITS: Final[dict[str, int]] = {
    code: digits
    for digits, codes in ((2, _TWO_DECIMALS), (0, _NO_DECIMALS), (3, _THREE_DECIMALS))
    for code in codes.split()
}
"""ISO 4217 code -> digits after the decimal point."""


def minor_digits(currency: str) -> int:
    """How many digits ``currency`` has after the point; an unknown code is refused."""
    try:
        return MINOR_DIGITS[currency]
    except KeyError:
        raise RuleBroken(
            msg("“{code}” is not a currency that is known here.", code=currency),
            fields={"currency": msg("Use an ISO 4217 code such as EUR.")},
        ) from None


@dataclass(frozen=True, slots=True)
class Money:
    """An amount as ``minor`` units (cents) of ``currency``; negative for what is taken off."""

    minor: int
    currency: str

    def __post_init__(self) -> None:
        minor_digits(self.currency)

    @classmethod
    def of(cls, amount: str | int | Decimal, currency: str) -> Money:
        """The amount in major units ("12.30"), rounded half up to the currency's minor unit."""
        scaled = Decimal(amount).scaleb(minor_digits(currency))
        return cls(int(scaled.to_integral_value(ROUND_HALF_UP)), currency)

    @classmethod
    def zero(cls, currency: str) -> Money:
        """Nothing, in ``currency``."""
        return cls(0, currency)

    @classmethod
    def parse(cls, text: str, currency: str, *, decimal: str = "") -> Money:
        """What a person typed ("1.234,50", "€ 39.90"), exactly; refuses what is no amount of ``currency``.

        ``decimal`` is "." or "," when the source's own mark is known; else it is found: the last of two
        different marks, or a single mark that is not followed by a group of three digits.
        """
        plain = _plain_number(text, currency, decimal)
        amount = _number(plain)
        scaled = amount.scaleb(minor_digits(currency)) if amount is not None else None
        if scaled is None or abs(scaled) > 10**16:
            raise _refused(msg("“{text}” is not an amount of money.", text=text))
        if scaled != scaled.to_integral_value():
            raise _refused(
                msg(
                    "“{text}” has more digits than {currency} has: {digits} after the point.",
                    text=text,
                    currency=currency,
                    digits=minor_digits(currency),
                )
            )
        return cls(int(scaled), currency)

    @property
    def amount(self) -> Decimal:
        """The amount in major units with all its digits: 12.30 is ``Decimal("12.30")``."""
        return Decimal(self.minor).scaleb(-minor_digits(self.currency))

    def __add__(self, other: Money) -> Money:
        return Money(self.minor + self._same(other).minor, self.currency)

    def __sub__(self, other: Money) -> Money:
        return Money(self.minor - self._same(other).minor, self.currency)

    def __neg__(self) -> Money:
        return Money(-self.minor, self.currency)

    def __mul__(self, times: int) -> Money:
        return Money(self.minor * times, self.currency)

    def __bool__(self) -> bool:
        return self.minor != 0

    def __lt__(self, other: Money) -> bool:
        return self.minor < self._same(other).minor

    def __le__(self, other: Money) -> bool:
        return self.minor <= self._same(other).minor

    def __str__(self) -> str:
        return f"{self.amount} {self.currency}"

    def share(self, basis_points: int) -> Money:
        """That many ten-thousandths of it, rounded half up (away from zero) to the minor unit."""
        return Money(_half_up(self.minor * basis_points, WHOLE), self.currency)

    def converted(self, rate: Decimal, currency: str) -> Money:
        """The same in ``currency`` at ``rate`` (units of it for one unit of this), rounded half up."""
        return Money.of(self.amount * rate, currency)

    def _same(self, other: Money) -> Money:
        if other.currency != self.currency:
            raise ValueError(f"{self.currency} and {other.currency} cannot be added without a rate")
        return other


def total(amounts: Sequence[Money], currency: str) -> Money:
    """The sum of ``amounts``, all in ``currency``; of none it is zero."""
    return sum(amounts, Money.zero(currency))


def split(whole: Money, weights: Sequence[int]) -> tuple[Money, ...]:
    """Share ``whole`` out by ``weights`` to the last minor unit; the parts always add up to it."""
    return tuple(Money(part, whole.currency) for part in split_minor(whole.minor, weights))


def split_minor(whole: int, weights: Sequence[int]) -> tuple[int, ...]:
    """Largest remainder (Hamilton): each part is its exact share cut down, the units left over go to the
    largest remainders, the earlier part first where they are equal. A weight of 0 gets 0.
    """
    if any(weight < 0 for weight in weights) or not sum(weights):
        raise ValueError("weights are zero or more, and at least one is more")
    weight_sum = sum(weights)
    sign = -1 if whole < 0 else 1
    parts = [abs(whole) * weight // weight_sum for weight in weights]
    remainders = [abs(whole) * weight % weight_sum for weight in weights]
    left_over = abs(whole) - sum(parts)
    for index in sorted(range(len(parts)), key=lambda at: -remainders[at])[:left_over]:
        parts[index] += 1
    return tuple(sign * part for part in parts)


def _half_up(numerator: int, denominator: int) -> int:
    quotient = (2 * abs(numerator) + denominator) // (2 * denominator)
    return -quotient if numerator < 0 else quotient


_SIGNS = re.compile(r"[\s'’\u00a0\u202f$€£¥￥₩₹₽﷼元円]|R\$|CN¥", re.UNICODE)


def _plain_number(text: str, currency: str, decimal: str) -> str:
    bare = _SIGNS.sub("", text.replace(currency, "").replace("R$", "").replace("−", "-"))
    mark = decimal or _decimal_mark(bare, minor_digits(currency))
    grouping = "," if mark == "." else "."
    whole, _, fraction = bare.rpartition(mark) if mark in bare else (bare, "", "")
    if not _well_grouped(whole, grouping) or grouping in fraction:
        return ""
    plain = whole.replace(grouping, "")
    return f"{plain}.{fraction}" if fraction else plain


def _decimal_mark(bare: str, digits: int) -> str:
    last_point, last_comma = bare.rfind("."), bare.rfind(",")
    if last_point >= 0 and last_comma >= 0:
        return "." if last_point > last_comma else ","
    mark = "," if last_comma >= 0 else "."
    other = "." if mark == "," else ","
    after = bare[max(last_point, last_comma) + 1 :]
    groups = bare.count(mark) > 1 or (
        len(after) == 3 and digits != 3 and not bare.lstrip("-").startswith("0")
    )
    return other if groups else mark


def _well_grouped(whole: str, grouping: str) -> bool:
    if grouping not in whole:
        return True
    first, *groups = whole.lstrip("+-").split(grouping)
    inner_ok = all(len(group) in (2, 3) for group in groups[:-1])  # 12,34,567 is how India groups
    return 1 <= len(first) <= 3 and inner_ok and len(groups[-1]) == 3


def _number(plain: str) -> Decimal | None:
    if not re.fullmatch(r"[+-]?([0-9]+(\.[0-9]+)?|\.[0-9]+)", plain):
        return None
    try:
        return Decimal(plain)
    except InvalidOperation:  # pragma: no cover - the pattern above admits only numbers
        return None


def _refused(message: Message) -> RuleBroken:
    return RuleBroken(message, fields={"amount": message})
