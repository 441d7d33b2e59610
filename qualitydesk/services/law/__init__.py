"""What the law says and what the company makes of it: the register of rules, and changes to them."""

from __future__ import annotations

from qualitydesk.services.law.around import Part as Part
from qualitydesk.services.law.changing import change_rule as change_rule
from qualitydesk.services.law.changing import put_back as put_back
from qualitydesk.services.law.opening import RuleFile as RuleFile
from qualitydesk.services.law.opening import open_rule as open_rule
from qualitydesk.services.law.register import RuleKind as RuleKind
from qualitydesk.services.law.register import RuleRow as RuleRow
from qualitydesk.services.law.register import RuleState as RuleState
from qualitydesk.services.law.register import count as count
from qualitydesk.services.law.register import counts as counts
from qualitydesk.services.law.register import page as page
from qualitydesk.store.rulebook import setting_of as setting_of
