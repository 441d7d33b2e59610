"""Doubts about a paper: does it fit the goods, its holder, its own dates and its number?

A doubt never refuses a paper and is never passed in silence; a person looks and records what was found.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from qualitydesk.domain.rules import Scheme
from qualitydesk.domain.values import Message, msg

if TYPE_CHECKING:
    from qualitydesk.domain.certification.coverage import GoodsFacts, PaperFacts

Doubt = Callable[["GoodsFacts", "PaperFacts", Scheme, "Sequence[PaperFacts]"], Message | None]


def paper_doubts(
    goods: GoodsFacts, paper: PaperFacts, scheme: Scheme, others: Sequence[PaperFacts]
) -> tuple[Message, ...]:
    """Everything doubtful about ``paper`` as the proof for ``goods``."""
    found = (doubt(goods, paper, scheme, others) for doubt in DOUBTS)
    return tuple(message for message in found if message is not None)


def recorded_doubt(
    goods: GoodsFacts, paper: PaperFacts, scheme: Scheme, others: Sequence[PaperFacts]
) -> Message | None:
    """What a person wrote down as doubtful."""
    return msg("{doubt}", doubt=paper.doubt) if paper.doubt else None


def dates_in_order(
    goods: GoodsFacts, paper: PaperFacts, scheme: Scheme, others: Sequence[PaperFacts]
) -> Message | None:
    """Issued before it ends, begins before it ends."""
    begins, ends = paper.validity.valid_from or paper.issued_on, paper.validity.valid_to
    if begins and ends and ends < begins:
        return msg("{number} ends before it begins", number=paper.number)
    return None


def life_as_scheme(
    goods: GoodsFacts, paper: PaperFacts, scheme: Scheme, others: Sequence[PaperFacts]
) -> Message | None:
    """Not longer in force than the scheme grants."""
    years, begins, ends = (
        _years(scheme),
        paper.validity.valid_from or paper.issued_on,
        paper.validity.valid_to,
    )
    if years is None or begins is None or ends is None or ends <= _later(begins, years):
        return None
    return msg("{number} runs longer than the {years} years of the scheme", number=paper.number, years=years)


def number_as_scheme(
    goods: GoodsFacts, paper: PaperFacts, scheme: Scheme, others: Sequence[PaperFacts]
) -> Message | None:
    """Written as the scheme's numbers are; where the pattern is the body's number, that one is looked at."""
    if not scheme.regex or scheme.code != paper.scheme:
        return None
    of_body = "body number" in scheme.number_structure
    number = paper.body_number if of_body else paper.number
    if not number or re.search(scheme.regex, number.strip()):
        return None
    return msg("“{number}” is not written as a {scheme} number", number=number, scheme=scheme.code)


def one_holder(
    goods: GoodsFacts, paper: PaperFacts, scheme: Scheme, others: Sequence[PaperFacts]
) -> Message | None:
    """The same number does not stand on the papers of two holders."""
    for other in others:
        same = other.number == paper.number and other.scheme == paper.scheme and other.id != paper.id
        if same and other.holder_id and paper.holder_id and other.holder_id != paper.holder_id:
            return msg("The same number is on a paper of {holder}", holder=other.holder)
    return None


DOUBTS: tuple[Doubt, ...] = (recorded_doubt, dates_in_order, life_as_scheme, number_as_scheme, one_holder)


def _years(scheme: Scheme) -> int | None:
    """The scheme's whole years; none where it has no fixed end or says the period varies or is renewed."""
    period, note = scheme.validity.period, scheme.validity.note
    flexible = "renew" in note or "usually" in note
    return period.amount if str(period.unit) == "years" and not flexible else None


def _later(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
