"""The papers of the example company, issued as anybody issues them; which ones is told by resources/demo.

The rest of its story belongs to ``qualitydesk.services.demo``, which can draw no paper.
"""

from __future__ import annotations

from functools import partial
from random import Random
from typing import TYPE_CHECKING

from qualitydesk.services.demo.stage import Keys, Stage, told
from qualitydesk.services.documents import open_document, void_document
from reports.issuing import BOTH, Wish, issue

if TYPE_CHECKING:
    from qualitydesk.services.desk import Desk


def plan_papers(stage: Stage) -> None:
    """Plan all papers of the story, and what became of them."""
    keys = Keys(Random("papers"))
    for paper in told("papers")["papers"]:
        at = stage.at(paper["day"], 16)
        number = stage.number(*paper["of"])
        wish = Wish(paper["document"], number, paper.get("languages", BOTH), key=keys.at(at))
        stage.plan_use(at, paper["by"], partial(_issue, wish=wish))
        if "void" in paper:
            later = stage.at(paper["day"], 17)
            stage.plan_use(later, paper["by"], partial(_void, key=wish.key, reason=stage.said(paper["void"])))


def _issue(desk: Desk, wish: Wish) -> None:
    issue(desk, wish)


def _void(desk: Desk, key: str, reason: str) -> None:
    void_document(desk, key, open_document(desk, key).row.version, reason)
