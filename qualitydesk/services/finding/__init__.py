"""Finding for people: what a typed or scanned text leads to, what a found record says of itself, what was
looked at last.
"""

from __future__ import annotations

from qualitydesk.services.finding.answer import Answer, look_up, recently
from qualitydesk.services.finding.preview import Preview, preview
from qualitydesk.services.finding.rulebook import find_rules
from qualitydesk.store.search import Hit

__all__ = ["Answer", "Hit", "Preview", "find_rules", "look_up", "preview", "recently"]
