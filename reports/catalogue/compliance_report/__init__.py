"""The manager's report: quality and compliance in a period and a market, with how each figure is made."""

from __future__ import annotations

from qualitydesk.domain.values import msg
from reports.catalogue.compliance_report.content import without
from reports.catalogue.compliance_report.drawing import render
from reports.catalogue.compliance_report.gathering import gather
from reports.declaration import Asks, BlockChoice, Report

REPORT = Report(
    id="compliance-report",
    title=msg("Quality and compliance report"),
    prefix="QD-MR",
    blocks=(
        BlockChoice("figures", msg("The four figures"), always=True),
        BlockChoice("charts", msg("Charts"), always=True),
        BlockChoice("parties", msg("Credit of trading parties")),
        BlockChoice("decisions", msg("Needs a decision")),
        BlockChoice("records", msg("Full list of records")),
    ),
    gather=gather,
    without=without,
    render=render,
    about=msg("A period: figures, charts, credit, decisions."),
    asks=Asks.PERIOD,
)
