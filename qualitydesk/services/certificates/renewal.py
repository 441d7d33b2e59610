"""Asking the maker for a new paper: a letter to copy, and a task with a due day. Nothing is sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from qualitydesk.domain.countries import in_sentence
from qualitydesk.domain.errors import RuleBroken
from qualitydesk.domain.keys import new_key
from qualitydesk.domain.values import Bilingual, Message, msg
from qualitydesk.records import Action, Certificate
from qualitydesk.services.certificates.opening import CertificateFile
from qualitydesk.services.desk import Desk
from qualitydesk.store.session import Work

LEAD_DAYS = 30
"""The new paper is wanted so long before the old one ends: house rule CR-02."""
ANSWER_DAYS = 14


@dataclass(frozen=True, slots=True)
class Request:
    """Whom to ask, by when, and the paragraphs of the letter, to be said in any language."""

    to: Bilingual
    due_on: date
    paragraphs: tuple[Message, ...]


def renewal_request(desk: Desk, file: CertificateFile) -> Request:
    """The letter for one paper: what ends, for which goods, what is wanted, and what is doubtful."""
    today, ends = desk.today(), file.fields["valid_to"]
    due = max(today + timedelta(days=ANSWER_DAYS), (ends or today) - timedelta(days=LEAD_DAYS))
    if ends is not None and ends > today:
        due = min(due, max(ends - timedelta(days=1), today))
    goods = ", ".join(dict.fromkeys([*(one.sku for one in file.goods), *file.models]))
    scheme = file.scheme.name if file.scheme else file.fields["scheme"]
    number, market = file.fields["number"], in_sentence(file.market)
    first = (
        msg("Our copy of your {scheme} paper {number} for {market} ends on {day}.", day=ends,
            scheme=scheme, number=number, market=market)
        if ends
        else msg("We ask you for a new {scheme} paper in place of {number} for {market}.",
                 scheme=scheme, number=number, market=market)
    )  # fmt: skip
    lines = [first, msg("It is needed for: {goods}.", goods=goods or "—")]
    lines.append(msg("Please send us the new paper with its test report by {day}.", day=due))
    if file.doubts:
        lines.append(msg("Please also tell us about this:"))
        lines += file.doubts
    lines.append(msg("Without a paper in force these goods cannot be shipped to {market}.", market=market))
    makers = [one.maker for one in file.goods if one.maker.en or one.maker.zh]
    to = file.holder if file.holder.en or file.holder.zh else next(iter(makers), Bilingual(""))
    return Request(to, due, tuple(lines))


def record_requests(desk: Desk, titles: Mapping[str, str], due_on: date | None) -> int:
    """Note that the makers of several papers, by their keys, were asked: for each a task with its title, of
    the person at the desk; how many.
    """
    _require_due(desk, due_on)
    with desk.store.write(desk.person, "ask for renewals") as work:
        for key, title in sorted(titles.items()):
            _insert(desk, work, key, title, due_on)
    return len(titles)


def record_request(desk: Desk, key: str, title: str, due_on: date | None) -> str:
    """Note that the maker was asked: a task of the person at the desk until ``due_on``. Returns its key."""
    _require_due(desk, due_on)
    with desk.store.write(desk.person, "ask for renewal") as work:
        return _insert(desk, work, key, title, due_on)


def _require_due(desk: Desk, due_on: date | None) -> None:
    if due_on is None or due_on < desk.today():
        raise RuleBroken(
            msg("The answer is due today or later."), fields={"due_on": msg("Choose a later day.")}
        )


def _insert(desk: Desk, work: Work, key: str, title: str, due_on: date | None) -> str:
    row = work.get(Certificate, key)
    return work.insert(
        Action,
        id=new_key(),
        kind="Task",
        title=title.strip() or row.number,
        subject_kind="certificate",
        subject_id=key,
        owner_id=desk.person.id or None,
        due_on=due_on,
    )
