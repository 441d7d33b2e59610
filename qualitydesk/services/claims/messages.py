"""The message log of a claim and its photos: what was said by whom, and what the buyer's pictures show.

Nothing is sent from here; a message is a record of what was written or received.
"""

from __future__ import annotations

from datetime import datetime

from qualitydesk.domain.claims.states import WAREHOUSE_TOO
from qualitydesk.domain.errors import RuleBroken
from qualitydesk.domain.keys import new_key
from qualitydesk.domain.values import msg
from qualitydesk.records import Claim, ClaimMessage
from qualitydesk.services.claims.deadlines import Act, mark_done
from qualitydesk.services.desk import Desk
from qualitydesk.services.drafts import drop_in

LONGEST = 20_000
FORM = "message"
"""The draft of what is written about a claim."""


def add_message(
    desk: Desk,
    claim_id: str,
    text: str,
    *,
    direction: str = "Out",
    counterpart: str = "Buyer",
    author: str = "",
    at: datetime | None = None,
) -> str:
    """Log a message: "Out" by us, "In" from ``author``, or a "Note".

    An answer to the buyer keeps its deadline. What we wrote is no draft any more.
    """
    desk.require(*WAREHOUSE_TOO)
    if not text.strip():
        raise RuleBroken(msg("Write a message first."), fields={"text": msg("The message is empty.")})
    if len(text) > LONGEST:
        raise RuleBroken(msg("A message has at most {limit} characters.", limit=LONGEST))
    with desk.store.write(desk.person, "log message") as work:
        work.get(Claim, claim_id)
        moment = at or desk.now()
        key = work.insert(
            ClaimMessage,
            id=new_key(),
            claim_id=claim_id,
            at=moment,
            direction=direction,
            counterpart=counterpart,
            author=author or (desk.person.name if direction != "In" else ""),
            text=text.strip(),
        )
        if direction != "In":
            drop_in(work, FORM, claim_id)
        if direction == "Out" and counterpart == "Buyer":
            mark_done(work, claim_id, Act.ANSWERED, moment)
        work.note("claim", {"id": claim_id})
        return key


def attach_photo(desk: Desk, claim_id: str, content: bytes, name: str) -> str:
    """Hang a photo of the buyer on the claim; returns the link's key. Other files are refused."""
    desk.require(*WAREHOUSE_TOO)
    with desk.store.write(desk.person, "attach photo") as work:
        work.get(Claim, claim_id)
        attachment = desk.attachments.add(work, content, name)
        link = desk.attachments.link(work, attachment, "claim", claim_id)
        work.note("claim", {"id": claim_id})
        return link
