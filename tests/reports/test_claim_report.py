"""The claim report of a real claim: what it says of the way of the goods."""

from __future__ import annotations

from datetime import UTC, date, datetime

from qualitydesk.domain.keys import new_key
from qualitydesk.records import CustodyLeg
from qualitydesk.services import claims
from qualitydesk.services.desk import Desk
from reports.catalogue.claim_report.gathering import gather
from tests.claim_story import claim_on_kettle, sell_kettles


def test_the_days_of_the_way_are_those_of_the_house(service: Desk) -> None:
    keys = sell_kettles(service)
    with service.store.write(service.person, "prepare") as work:
        leg = {"shipment_id": keys["shipment"], "leg_no": 3, "state": "Accepted"}
        at = datetime(2026, 9, 8, 20, 0, tzinfo=UTC)  # the ninth in Hangzhou
        work.insert(CustodyLeg, id=new_key(), holder_id=keys["carrier"], handed_over_at=at, **leg)
    number = claims.open_claim(service, claim_on_kettle(service)).number
    way = [link for link in gather(service, number).content.trace if link.kind == "leg"]
    assert [link.day for link in way] == [date(2026, 9, 9)]
