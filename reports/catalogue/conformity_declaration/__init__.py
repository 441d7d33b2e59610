"""The declaration of conformity: who declares what, by which law and standard, for whose signature."""

from __future__ import annotations

from qualitydesk.domain.values import msg
from reports.catalogue.conformity_declaration.content import without
from reports.catalogue.conformity_declaration.drawing import render
from reports.catalogue.conformity_declaration.gathering import gather
from reports.declaration import BlockChoice, Report

REPORT = Report(
    id="conformity-declaration",
    title=msg("Declaration of conformity"),
    prefix="QD-DC",
    blocks=(
        BlockChoice("declaration", msg("Object, declarer, legislation, standards"), always=True),
        BlockChoice("elements", msg("What the scheme asks to be stated")),
    ),
    gather=gather,
    without=without,
    render=render,
    about=msg("A declared certificate as a paper to sign."),
    wanted=msg("Number of the certificate"),
)
