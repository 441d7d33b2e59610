"""One verb on several records: all of them or none, and a refusal that says of each what stands against it.

Which verb, and whether it may be taken on one record, is each area's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from operator import attrgetter
from typing import Any

from qualitydesk.domain.errors import RuleBroken
from qualitydesk.domain.values import Message, msg
from qualitydesk.records import Record
from qualitydesk.store.session import Work


def held(work: Work, record: type[Record], keys: Iterable[str], named: str = "number") -> list[Any]:
    """The rows of these keys, each once, by the column that names them, so that what is said of them comes in
    that order. They are locked by key: whoever wants several of them waits, nobody for ever.
    """
    return sorted((work.locked(record, key) for key in sorted(set(keys))), key=attrgetter(named))


def take_each(
    rows: Iterable[Any], number: Callable[[Any], str], deed: Callable[[Any], object], field: str = ""
) -> int:
    """Take ``deed`` on every row of a running transaction; how many. What one of them refuses is collected,
    and all of it said at once, at the form's ``field``: the transaction is undone then.
    """
    done, against = 0, []
    for row in rows:
        try:
            deed(row)
        except RuleBroken as refused:
            against.append(msg("{number}: {reason}", number=number(row), reason=refused.message))
        done += 1
    refuse_all(against, field)
    return done


def refuse_all(reasons: Iterable[Message], field: str = "") -> None:
    """Raise RuleBroken with all reasons, if there are any."""
    said = tuple(reasons)
    if said:
        whole = msg("Nothing was changed. {reasons}", reasons=said)
        raise RuleBroken(whole, fields={field: whole} if field else {})
