"""Safety: recalls with what they touch, and incidents with the clocks of the authorities."""

from __future__ import annotations

from qualitydesk.services.safety.affected import Affected as Affected
from qualitydesk.services.safety.affected import Touched as Touched
from qualitydesk.services.safety.choices import claim_choices as claim_choices
from qualitydesk.services.safety.choices import inspection_choices as inspection_choices
from qualitydesk.services.safety.choices import lot_choices as lot_choices
from qualitydesk.services.safety.incidents import INCIDENTS as INCIDENTS
from qualitydesk.services.safety.incidents import IncidentFile as IncidentFile
from qualitydesk.services.safety.incidents import create_incident as create_incident
from qualitydesk.services.safety.incidents import edit_incident as edit_incident
from qualitydesk.services.safety.incidents import move_incident as move_incident
from qualitydesk.services.safety.incidents import open_incident as open_incident
from qualitydesk.services.safety.recalls import RECALLS as RECALLS
from qualitydesk.services.safety.recalls import RecallFile as RecallFile
from qualitydesk.services.safety.recalls import create_recall as create_recall
from qualitydesk.services.safety.recalls import edit_recall as edit_recall
from qualitydesk.services.safety.recalls import move_recall as move_recall
from qualitydesk.services.safety.recalls import open_recall as open_recall
from qualitydesk.store.listings.safety import IncidentRow as IncidentRow
from qualitydesk.store.listings.safety import RecallRow as RecallRow
