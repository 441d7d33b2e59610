"""Non-conformities followed until their cause is gone, and the actions people have to do."""

from __future__ import annotations

from qualitydesk.services.improvement.actions import ActionFile as ActionFile
from qualitydesk.services.improvement.actions import NewAction as NewAction
from qualitydesk.services.improvement.actions import assign_actions as assign_actions
from qualitydesk.services.improvement.actions import count_actions as count_actions
from qualitydesk.services.improvement.actions import create_action as create_action
from qualitydesk.services.improvement.actions import date_actions as date_actions
from qualitydesk.services.improvement.actions import edit_action as edit_action
from qualitydesk.services.improvement.actions import finish_actions as finish_actions
from qualitydesk.services.improvement.actions import open_action as open_action
from qualitydesk.services.improvement.actions import owner_choices as owner_choices
from qualitydesk.services.improvement.actions import page_actions as page_actions
from qualitydesk.services.improvement.actions import take_up_action as take_up_action
from qualitydesk.services.improvement.nonconformities import NewNonConformity as NewNonConformity
from qualitydesk.services.improvement.nonconformities import NonConformityFile as NonConformityFile
from qualitydesk.services.improvement.nonconformities import StepTaken as StepTaken
from qualitydesk.services.improvement.nonconformities import count_non_conformities as count_non_conformities
from qualitydesk.services.improvement.nonconformities import edit_non_conformity as edit_non_conformity
from qualitydesk.services.improvement.nonconformities import open_non_conformity as open_non_conformity
from qualitydesk.services.improvement.nonconformities import page_non_conformities as page_non_conformities
from qualitydesk.services.improvement.nonconformities import record_non_conformity as record_non_conformity
from qualitydesk.services.improvement.nonconformities import take_step as take_step
from qualitydesk.store.listings.improvement import ActionRow as ActionRow
from qualitydesk.store.listings.improvement import NonConformityRow as NonConformityRow

count = count_actions
"""What the rail counts."""
