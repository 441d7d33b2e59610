"""The claim report: what a buyer holds against goods, the dates of the law, who answers, who bears the
cost."""

from __future__ import annotations

from qualitydesk.domain.values import msg
from reports.catalogue.claim_report.content import without
from reports.catalogue.claim_report.drawing import render
from reports.catalogue.claim_report.gathering import gather, with_photos
from reports.declaration import BlockChoice, Report

REPORT = Report(
    id="claim-report",
    title=msg("Claim report"),
    prefix="QD-CR",
    blocks=(
        BlockChoice("history", msg("What happened"), always=True),
        BlockChoice("buyer", msg("Name of the buyer")),
        BlockChoice("photos", msg("Photos")),
        BlockChoice("deadlines", msg("Deadlines")),
        BlockChoice("trace", msg("Trace to the party that answers")),
        BlockChoice("shares", msg("Liability")),
        BlockChoice("similar", msg("Similar claims")),
        BlockChoice("ledger", msg("Ledger")),
    ),
    gather=gather,
    without=without,
    render=render,
    about=msg("One claim: what happened, who answers and pays."),
    wanted=msg("Number of the claim"),
    with_photos=with_photos,
)
