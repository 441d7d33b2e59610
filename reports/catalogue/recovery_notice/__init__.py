"""The recovery notice: what one liable party is asked to pay back of one claim, why, and until when."""

from __future__ import annotations

from qualitydesk.domain.values import msg
from reports.catalogue.recovery_notice.content import without
from reports.catalogue.recovery_notice.drawing import render
from reports.catalogue.recovery_notice.gathering import gather, with_photos
from reports.declaration import BlockChoice, Report

REPORT = Report(
    id="recovery-notice",
    title=msg("Recovery notice"),
    prefix="QD-RN",
    blocks=(
        BlockChoice("asked", msg("What is asked, and why"), always=True),
        BlockChoice("costs", msg("Costs line by line")),
        BlockChoice("description", msg("Words of the buyer")),
        BlockChoice("photos", msg("Photos")),
    ),
    gather=gather,
    without=without,
    render=render,
    about=msg("What one party shall pay back of a claim."),
    wanted=msg("Number of the recovery"),
    with_photos=with_photos,
)
