"""The papers that can be issued, by name. Each module declares one ``REPORT`` and knows no other."""

from __future__ import annotations

REPORTS = {
    "inspection-certificate": "reports.catalogue.inspection_certificate",
    "conformity-declaration": "reports.catalogue.conformity_declaration",
    "claim-report": "reports.catalogue.claim_report",
    "recovery-notice": "reports.catalogue.recovery_notice",
    "dossier": "reports.catalogue.dossier",
    "non-conformity-8d": "reports.catalogue.eight_disciplines",
    "scorecard": "reports.catalogue.scorecard",
    "compliance-report": "reports.catalogue.compliance_report",
}
"""Module of each paper; imported when it is first asked for, because drawing needs ReportLab."""
