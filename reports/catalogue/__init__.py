"""The papers that can be issued, by name. Each module declares one ``REPORT`` and knows no other."""

from __future__ import annotations

REPORTS = {
    "inspection-certificate": "reports.catalogue.inspection_certificate",
    "claim-report": "reports.catalogue.claim_report",
    "dossier": "reports.catalogue.dossier",
    "compliance-report": "reports.catalogue.compliance_report",
}
"""Module of each paper; imported when it is first asked for, because drawing needs ReportLab."""
