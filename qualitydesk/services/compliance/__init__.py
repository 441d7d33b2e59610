"""What the manager's report states, and the standing of trading parties in it."""

from __future__ import annotations

from qualitydesk.services.compliance.lines import ClaimLine as ClaimLine
from qualitydesk.services.compliance.lines import InspectionLine as InspectionLine
from qualitydesk.services.compliance.look import PartOf as PartOf
from qualitydesk.services.compliance.parties import PartyLine as PartyLine
from qualitydesk.services.compliance.report import Compliance as Compliance
from qualitydesk.services.compliance.report import Decisions as Decisions
from qualitydesk.services.compliance.report import read_compliance as read_compliance
from qualitydesk.services.compliance.scorecard import AskedBack as AskedBack
from qualitydesk.services.compliance.scorecard import BorneClaim as BorneClaim
from qualitydesk.services.compliance.scorecard import LackingPaper as LackingPaper
from qualitydesk.services.compliance.scorecard import Scorecard as Scorecard
from qualitydesk.services.compliance.scorecard import Stretch as Stretch
from qualitydesk.services.compliance.scorecard import read_scorecard as read_scorecard
