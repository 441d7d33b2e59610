"""The 8D report: how a non-conformity was contained, explained, mended and proven, for whoever caused it."""

from __future__ import annotations

from qualitydesk.domain.values import msg
from reports.catalogue.eight_disciplines.content import without
from reports.catalogue.eight_disciplines.drawing import render
from reports.catalogue.eight_disciplines.gathering import gather
from reports.declaration import BlockChoice, Report

REPORT = Report(
    id="non-conformity-8d",
    title=msg("8D report"),
    prefix="QD-8D",
    blocks=(
        BlockChoice("problem", msg("Problem and containment"), always=True),
        BlockChoice("cause", msg("Cause and correction"), always=True),
        BlockChoice("team", msg("Names of the people")),
        BlockChoice("actions", msg("Actions")),
    ),
    gather=gather,
    without=without,
    render=render,
    about=msg("One non-conformity, from finding to proof."),
    wanted=msg("Number of the non-conformity"),
)
