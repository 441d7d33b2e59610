"""The shipment dossier: what an authority asks of a shipment, who answers for it first, then all that it
rests on.
"""

from __future__ import annotations

from qualitydesk.domain.values import msg
from reports.catalogue.dossier.content import without
from reports.catalogue.dossier.drawing import render
from reports.catalogue.dossier.gathering import gather
from reports.declaration import BlockChoice, Report

REPORT = Report(
    id="dossier",
    title=msg("Shipment dossier"),
    prefix="QD-SD",
    blocks=(
        BlockChoice("answers", msg("Who answers for the goods"), always=True),
        BlockChoice("gate", msg("Release gate"), always=True),
        BlockChoice("custody", msg("Custody")),
        BlockChoice("lines", msg("Lines and lots")),
        BlockChoice("value", msg("Value of the goods")),
        BlockChoice("papers", msg("Certificates and declarations")),
        BlockChoice("inspections", msg("Inspections")),
        BlockChoice("exceptions", msg("Exceptions")),
        BlockChoice("history", msg("Change history")),
    ),
    gather=gather,
    without=without,
    render=render,
    about=msg("One shipment: who answers, what the gate finds."),
    wanted=msg("Number of the shipment"),
)
