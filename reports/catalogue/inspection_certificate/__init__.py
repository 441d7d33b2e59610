"""The inspection certificate: what was found in the sample of one lot, and what a person decided about it."""

from __future__ import annotations

from qualitydesk.domain.values import msg
from reports.catalogue.inspection_certificate.content import without
from reports.catalogue.inspection_certificate.drawing import render
from reports.catalogue.inspection_certificate.gathering import gather, with_photos
from reports.declaration import BlockChoice, Report

REPORT = Report(
    id="inspection-certificate",
    title=msg("Inspection certificate"),
    prefix="QD-IC",
    blocks=(
        BlockChoice("plan", msg("Sampling plan and limits"), always=True),
        BlockChoice("checks", msg("Checks with measured values")),
        BlockChoice("defects", msg("Defects")),
        BlockChoice("photos", msg("Photos")),
        BlockChoice("answers", msg("Who answers for the goods")),
        BlockChoice("maker-address", msg("Address of the maker"), chosen=False),
    ),
    gather=gather,
    without=without,
    render=render,
    about=msg("One approved inspection: plan, findings, verdict."),
    wanted=msg("Number of the inspection"),
    with_photos=with_photos,
)
