"""The scorecard of a trading party: twelve months in points, and what they are made of."""

from __future__ import annotations

from qualitydesk.domain.values import msg
from reports.catalogue.scorecard.content import without
from reports.catalogue.scorecard.drawing import render
from reports.catalogue.scorecard.gathering import gather
from reports.declaration import BlockChoice, Report

REPORT = Report(
    id="scorecard",
    title=msg("Scorecard"),
    prefix="QD-SC",
    blocks=(
        BlockChoice("points", msg("Points and figures"), always=True),
        BlockChoice("papers", msg("Papers that are not in order")),
        BlockChoice("claims", msg("Claims it bears")),
        BlockChoice("recoveries", msg("Asked back")),
        BlockChoice("inspections", msg("Inspections of its goods")),
    ),
    gather=gather,
    without=without,
    render=render,
    about=msg("A party in twelve months: points and records."),
    wanted=msg("Code of the party"),
)
