"""Every paper that can be issued on the cast, drawn page by page."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]  # ships no types

from qualitydesk.bootstrap import open_backend
from qualitydesk.domain.claims.recovery import RecoveryStatus
from qualitydesk.domain.improvement.states import NonConformityStatus
from qualitydesk.domain.values import Query
from qualitydesk.services import certificates, claims, improvement
from qualitydesk.services.desk import Desk
from qualitydesk.services.parties import PARTIES
from reports.catalogue import REPORTS
from reports.catalogue.conformity_declaration.gathering import DECLARED
from tests.shots.cast import CAST
from ui.console import main as console

DPI = 110
QUARTER = timedelta(days=90)
EACH = 2
"""Papers of one sort are enough."""


def in_cast(desk: Desk) -> list[str]:
    """The records that have a picture."""
    return [subject.found(desk)[1] for subject in CAST]


def of_causes(desk: Desk) -> list[str]:
    """Non-conformities, the closed ones first: they fill all eight parts."""
    rows = improvement.page_non_conformities(desk, Query()).rows
    return [row.number for row in sorted(rows, key=lambda row: row.status is not NonConformityStatus.CLOSED)]


def of_recoveries(desk: Desk) -> list[str]:
    """What was asked back on the newest claims that wait for an answer."""
    waiting = claims.page(desk, Query({"recovery": (RecoveryStatus.SENT.value,)}), limit=EACH).rows
    return [line.number for row in waiting for line in claims.open_claim(desk, row.id).recoveries]


def of_declarations(desk: Desk) -> list[str]:
    """Certificates that somebody declares; those first that name legislation and standards."""
    files = [certificates.open_certificate(desk, row.id) for row in certificates.page(desk, Query()).rows]
    declared = [one for one in files if one.scheme is not None and one.scheme.attestation in DECLARED]
    declared.sort(key=lambda one: not (one.fields["citations"] and one.fields["standards"]))
    return [one.fields["number"] for one in declared]


def of_makers(desk: Desk) -> list[str]:
    """Who makes what is sold, by code."""
    return [row.code for row in PARTIES.page(desk, Query({"role": ("manufacturer",)})).rows]


NUMBERED = {
    "non-conformity-8d": of_causes,
    "recovery-notice": of_recoveries,
    "conformity-declaration": of_declarations,
    "scorecard": of_makers,
}
"""Papers about records that have no page of their own among the pictures."""


def shoot_papers(database: Path, out: Path, only: str) -> tuple[list[str], list[str]]:
    """Issue what can be issued; the pictures' names, and the sorts of paper nobody in the cast could get."""
    taken, missed = list[str](), list[str]()
    for document in REPORTS:
        if only not in f"paper-{document}":
            continue
        issued = list(papers_of(document, database, out))
        taken += [name for pdf in issued for name in draw(pdf)]
        missed += [f"no {document} could be issued"] * (not issued)
    return taken, missed


def papers_of(document: str, database: Path, out: Path) -> Iterator[Path]:
    """The first papers of a sort that the cast can get."""
    left = EACH
    for about, words in asked(document, database):
        pdf = out / f"paper-{document}-{about}.pdf"
        with contextlib.redirect_stderr(io.StringIO()), contextlib.redirect_stdout(io.StringIO()):
            issued = console(["--db", str(database), *words, "-o", str(pdf)]) == 0
        if issued:
            yield pdf
            left -= 1
        if not left:
            return


def asked(document: str, database: Path) -> list[tuple[str, list[str]]]:
    """What a paper can be about, with the command: a record by number, or the last quarter of a year."""
    backend = open_backend(str(database))
    desk = backend.desk()
    numbers = NUMBERED.get(document, in_cast)(desk)
    last = desk.today()
    backend.close()
    if document == "compliance-report":
        first = last - QUARTER
        return [(f"{first}..{last}", ["report", "compliance", "--from", f"{first}", "--to", f"{last}"])]
    return [(number, ["issue", document, number]) for number in numbers if number]


def draw(pdf: Path) -> Iterator[str]:
    """A picture of each page, beside the file."""
    with pypdfium2.PdfDocument(pdf) as paper:
        for place, page in enumerate(paper, 1):
            path = pdf.with_name(f"{pdf.stem}-p{place}.png")
            page.render(scale=DPI / 72).to_pil().save(path)
            yield path.name
