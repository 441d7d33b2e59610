"""The title of a non-conformity that an inspection opened: kept in English, said in any language.

A title that somebody wrote is his, and said as it stands.
"""

from __future__ import annotations

import re

from qualitydesk.domain.inspection.states import Decision, Result
from qualitydesk.domain.values import NOTHING, Bilingual, Message, msg

_OF_INSPECTION = re.compile(
    rf"(?P<goods>.+): (?P<result>{'|'.join(Result)}), (?P<decision>{'|'.join(Decision)})", re.DOTALL
)


def title_of(product: Bilingual, lot: str, result: str, decision: str) -> Message:
    """What is wrong with a lot after its inspection, before anybody says it better."""
    goods = Bilingual(f"{product.en} · {lot}", f"{product.zh} · {lot}" if product.zh else "")
    return _said(goods, result, decision)


def said_title(title: str, product: Bilingual = NOTHING, lot: str = "") -> Message:
    """A title as it is told; ``product`` and ``lot`` are those of the non-conformity."""
    found = _OF_INSPECTION.fullmatch(title)
    if found is None:
        return msg("{text}", text=title)
    own = title_of(product, lot, found["result"], found["decision"])
    return own if str(own) == title else _said(Bilingual(found["goods"]), found["result"], found["decision"])


def _said(goods: Bilingual, result: str, decision: str) -> Message:
    words = {"result": Message(result), "decision": Message(decision)}
    return msg("{goods}: {result}, {decision}", goods=goods, **words)
