"""Doubts about a paper: does it fit the goods, its holder, its own dates and its number?

A doubt never refuses a paper and is never passed in silence; a person looks and records what was found.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from qualitydesk.domain.certification.papers import GoodsFacts, PaperFacts
from qualitydesk.domain.markets import Numbered, Scheme
from qualitydesk.domain.values import Message, listed, msg

Doubt = Callable[[GoodsFacts, PaperFacts, Scheme, Sequence[PaperFacts]], Message | None]


def paper_doubts(
    goods: GoodsFacts, paper: PaperFacts, scheme: Scheme, others: Sequence[PaperFacts]
) -> tuple[Message, ...]:
    """Everything doubtful about ``paper`` as the proof for ``goods`` that nobody has settled."""
    found = (doubt(goods, paper, scheme, others) for doubt in DOUBTS)
    return tuple(one for one in found if one is not None and str(one) not in paper.settled)


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
        scheme.validity.longest_years,
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
    number = _number(paper, scheme)
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


def holder_is_maker(
    goods: GoodsFacts, paper: PaperFacts, scheme: Scheme, others: Sequence[PaperFacts]
) -> Message | None:
    """What is granted to manufacturers alone is held by the maker of these goods."""
    if not _for_makers(goods, paper, scheme) or paper.holder_id == goods.maker_id:
        return None
    return msg("{holder} holds it, but does not make {sku}", holder=paper.holder, sku=goods.sku)


def model_named(
    goods: GoodsFacts, paper: PaperFacts, scheme: Scheme, others: Sequence[PaperFacts]
) -> Message | None:
    """The list of models names these goods."""
    if not paper.nearly_names(goods):
        return None
    return msg(
        "It lists {models}, not {sku}", models=listed(sorted(paper.models)), sku=goods.model or goods.sku
    )


DOUBTS: tuple[Doubt, ...] = (
    recorded_doubt,
    dates_in_order,
    life_as_scheme,
    number_as_scheme,
    one_holder,
    holder_is_maker,
)


@dataclass(frozen=True, slots=True)
class Look:
    """One look at a paper: what is right when ``doubt`` finds nothing, and whether it can be seen."""

    doubt: Doubt
    fine: Message
    asked: Callable[[GoodsFacts, PaperFacts, Scheme], bool]


@dataclass(frozen=True, slots=True)
class Checked:
    """What one look found: a doubt, or what is right."""

    words: Message
    doubtful: bool


def look_at(
    listed: Sequence[GoodsFacts], paper: PaperFacts, scheme: Scheme, others: Sequence[PaperFacts]
) -> tuple[Checked, ...]:
    """Every look at ``paper`` for the goods it is filed for, doubts first; what can't be seen is left out."""
    found = [_checked(look, listed, paper, scheme, others) for look in LOOKS]
    known = [one for one in found if one is not None]
    return tuple(sorted(known, key=lambda one: not one.doubtful))


def _checked(
    look: Look,
    listed: Sequence[GoodsFacts],
    paper: PaperFacts,
    scheme: Scheme,
    others: Sequence[PaperFacts],
) -> Checked | None:
    doubts = (look.doubt(goods, paper, scheme, others) for goods in listed)
    raised = [one for one in doubts if one is not None]
    doubt = next((one for one in raised if str(one) not in paper.settled), None)
    if doubt is not None:
        return Checked(doubt, True)
    if raised:
        return Checked(msg("Settled: {doubt}", doubt=raised[0]), False)
    asked = any(look.asked(goods, paper, scheme) for goods in listed)
    return Checked(look.fine, False) if asked else None


def _for_makers(goods: GoodsFacts, paper: PaperFacts, scheme: Scheme) -> bool:
    return scheme.held_by_maker and bool(paper.holder_id and goods.maker_id)


def _number_seen(goods: GoodsFacts, paper: PaperFacts, scheme: Scheme) -> bool:
    return bool(scheme.regex and scheme.code == paper.scheme and _number(paper, scheme))


def _number(paper: PaperFacts, scheme: Scheme) -> str:
    return paper.body_number if scheme.numbered is Numbered.BODY else paper.number


def _made_by_holder(goods: GoodsFacts, paper: PaperFacts, scheme: Scheme) -> bool:
    return bool(paper.holder_id) and paper.holder_id == goods.maker_id


def _never(goods: GoodsFacts, paper: PaperFacts, scheme: Scheme) -> bool:
    return False


def _has_end(goods: GoodsFacts, paper: PaperFacts, scheme: Scheme) -> bool:
    return bool(paper.validity.valid_to and (paper.validity.valid_from or paper.issued_on))


def _limited(goods: GoodsFacts, paper: PaperFacts, scheme: Scheme) -> bool:
    return _has_end(goods, paper, scheme) and scheme.validity.longest_years is not None


def _named(goods: GoodsFacts, paper: PaperFacts, scheme: Scheme) -> bool:
    return paper.names(goods)


def _held(goods: GoodsFacts, paper: PaperFacts, scheme: Scheme) -> bool:
    return bool(paper.holder_id)


LOOKS: tuple[Look, ...] = (
    Look(recorded_doubt, msg("Nothing doubtful is recorded"), _never),
    Look(number_as_scheme, msg("Number well formed for the scheme"), _number_seen),
    Look(holder_is_maker, msg("Holder is the maker on the product card"), _made_by_holder),
    Look(model_named, msg("Product or model named on the paper"), _named),
    Look(one_holder, msg("Number not used by another holder"), _held),
    Look(dates_in_order, msg("Dates in order"), _has_end),
    Look(life_as_scheme, msg("Not longer in force than the scheme grants"), _limited),
)
"""What the panel of a paper lists, in this order."""


def _later(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
