"""Who bears which part of a claim: shares in basis points that add up to the whole.

Reading, checking and showing shares belongs here; what they cost each payer is in ``ledger``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from qualitydesk.domain.errors import RuleBroken
from qualitydesk.domain.money import WHOLE
from qualitydesk.domain.values import Bilingual, Message, msg


class LiabilityRole(StrEnum):
    """As what a party bears its share; ``US`` is the house itself."""

    MAKER = "Maker"
    CARRIER = "Carrier"
    WAREHOUSE = "Warehouse"
    IMPORTER = "Importer"
    PLATFORM = "Platform"
    INSURER = "Insurer"
    BUYER = "Buyer"
    US = "Us"
    OTHER = "Other"

    @classmethod
    def of(cls, word: str) -> LiabilityRole:
        """The role called ``word``, or the one that a party's role in the trade amounts to."""
        try:
            return cls(word.capitalize())
        except ValueError:
            return _OF_TRADE.get(word.lower(), cls.OTHER)


_OF_TRADE = {
    "manufacturer": LiabilityRole.MAKER,
    "producer": LiabilityRole.MAKER,
    "supplier": LiabilityRole.MAKER,
    "fulfilment_provider": LiabilityRole.WAREHOUSE,
    "seller": LiabilityRole.US,
    "importer_of_record": LiabilityRole.IMPORTER,
}


@dataclass(frozen=True, slots=True)
class Share:
    """What ``party_id`` bears: ``points`` ten-thousandths, and why."""

    party_id: str
    name: Bilingual
    role: LiabilityRole
    points: int
    reason: str = ""

    @property
    def is_us(self) -> bool:
        """Whether it is the house's own share."""
        return self.role is LiabilityRole.US

    @property
    def percent(self) -> str:
        """The share in percent without idle zeros: "70", "12.5"."""
        return percent_text(self.points)


@dataclass(frozen=True, slots=True)
class Liability:
    """All shares of a claim, and the part that nobody bears yet."""

    shares: tuple[Share, ...] = ()

    @property
    def points(self) -> int:
        """What is shared out so far."""
        return sum(share.points for share in self.shares)

    @property
    def undecided(self) -> int:
        """What nobody bears yet; it is drawn hatched and never spread over the others."""
        return max(0, WHOLE - self.points)

    @property
    def whole(self) -> bool:
        """Whether the shares add up to 100 %."""
        return self.points == WHOLE

    @property
    def sentence(self) -> Message:
        """The live check beside the bar."""
        if self.whole:
            return msg("adds up to 100 %")
        if self.points > WHOLE:
            return msg("{percent} % too much", percent=percent_text(self.points - WHOLE))
        return msg("{percent} % still open", percent=percent_text(self.undecided))


def percent_text(points: int) -> str:
    """Basis points as percent without idle zeros."""
    return f"{points / 100:g}"


def parse_percent(text: str) -> int:
    """ "70", "12,5 %" -> basis points; refuses what is not a share between 0 and 100 % with two decimals."""
    match = re.fullmatch(r"\s*([0-9]{1,3})(?:[.,]([0-9]{1,2}))?\s*%?\s*", text, re.ASCII)
    points = int(Decimal(f"{match[1]}.{match[2] or 0}") * 100) if match else -1
    if not 0 <= points <= WHOLE:
        message = msg("“{text}” is not a share between 0 and 100 %.", text=text)
        raise RuleBroken(message, fields={"percent": message})
    return points


def check_shares(shares: Sequence[Share]) -> Liability:
    """The shares as liability; refuses a party named twice and more than the whole."""
    twice = [key for key, times in Counter(share.party_id for share in shares).items() if times > 1]
    if twice:
        name = next(share.name for share in shares if share.party_id == twice[0])
        raise _refused(msg("{party} is named twice. Put both parts in one line.", party=name))
    if any(not 0 <= share.points <= WHOLE for share in shares):
        raise _refused(msg("A share lies between 0 and 100 %."))
    liability = Liability(tuple(shares))
    if liability.points > WHOLE:
        percent = percent_text(liability.points)
        raise _refused(msg("The shares add up to {percent} %; 100 % is the whole.", percent=percent))
    return liability


def _refused(message: Message) -> RuleBroken:
    return RuleBroken(message, fields={"shares": message})
