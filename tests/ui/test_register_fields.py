"""Every stored column of a register is entered and changed in its form, or by a step of its own.

A column that is added to a record and forgotten in the window makes this fail.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from qualitydesk.records import (
    Certificate,
    CertificateEvent,
    CertificateScope,
    DefectType,
    Mandate,
    Party,
    PartyAddress,
    PartyCheck,
    PartyContact,
    PartyIdentifier,
    PartyRole,
    Place,
    Product,
    ProductModel,
    Record,
    Template,
    TemplateCheck,
    t,
)
from qualitydesk.services import certificates, defects, parties
from tests.builders import add_product
from ui.context import Context
from ui.screens.certificates.editing import Editing
from ui.screens.certificates.panel import CertificatePanel
from ui.screens.certificates.reading import read as read_certificate
from ui.screens.checklists.check_form import CheckForm
from ui.screens.checklists.editor import ChecklistEditor
from ui.screens.defects.steps import Steps as DefectSteps
from ui.screens.parties import form as party_form
from ui.screens.parties.panel import PartyPanel
from ui.screens.parties.panel import read as read_party
from ui.screens.parties.parts import PartForms
from ui.screens.places import form as place_form
from ui.screens.products import form as product_form

BY_THE_STORE = {"id", "version"}
OTHERWISE: Mapping[type[Record], Mapping[str, str]] = {
    Party: {
        "blocked": "the steps Block and Let trade again, with their reason",
        "blocked_reason": "the step Block",
    },
    PartyRole: {"party_id": "the party", "role": "the ticks of roles in the party's form"},
    PartyIdentifier: {"party_id": "the party"},
    PartyAddress: {"party_id": "the party"},
    PartyContact: {"party_id": "the party"},
    PartyCheck: {"party_id": "the party", "reviewer_id": "whoever records the check stands for it"},
    Mandate: {
        "giver_id": "the ends, chosen when it is recorded: another party is another mandate",
        "holder_id": "the ends, chosen when it is recorded",
    },
    ProductModel: {"product_id": "the product", "model": "further models in the product's form"},
    Certificate: {
        "status": "its moves, with day and reason",
        "superseded_by_id": "the move Supersede",
        "settled": "the step Settle doubts, with its reason",
    },
    CertificateScope: {
        "certificate_id": "the certificate",
        "product_id": "products in the certificate's form",
        "model": "models in the certificate's form",
    },
    CertificateEvent: dict.fromkeys(("certificate_id", "at", "status", "reason", "person_id"), "a move"),
    Template: {
        "code": "made with the first version: it ties the versions together",
        "edition": "counted by each save",
        "current": "the newest version is the one in use",
    },
    TemplateCheck: {"template_id": "the version", "position": "moved in the list", "defect_code": "defect"},
}  # fmt: skip
"""Columns without a field of their own name, and how a person sets them."""


def columns(record: type[Record]) -> set[str]:
    return {column.name for column in t(record).columns} - BY_THE_STORE - set(OTHERWISE.get(record, {}))


@pytest.fixture
def host(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def names(fields: object) -> set[str]:
    return {one.name for one in fields}  # type: ignore[attr-defined]  # fields of a form


def test_products_places_and_parties(seated: Context) -> None:
    assert columns(Product) <= names(product_form.fields(seated, {}))
    assert columns(Place) <= names(place_form.fields(seated))
    assert columns(Party) <= names(party_form.fields(seated.tr))
    assert {"models", "roles"} <= names(product_form.fields(seated, {})) | names(party_form.fields(seated.tr))


@pytest.mark.parametrize(("kind", "record"), [
    ("identifier", PartyIdentifier),
    ("address", PartyAddress),
    ("contact", PartyContact),
    ("check", PartyCheck),
    ("mandate", Mandate),
])  # fmt: skip
def test_the_rows_of_a_partys_file(seated: Context, kind: str, record: type[Record]) -> None:
    key = parties.create_party(seated.desk, code="P-1", name="Maker")
    asked = PartForms(seated, parties.open_party(seated.desk, key)).asked(kind, None)
    assert columns(record) <= names(asked.fields)


def test_certificates(seated: Context, host: QWidget) -> None:
    fields = names(Editing(seated, host, lambda _key: None).fields("EU"))
    assert columns(Certificate) <= fields
    assert {"products", "models"} <= fields


def test_defects_and_checklists(seated: Context, host: QWidget) -> None:
    steps = DefectSteps(seated, host, lambda: None, lambda _key: None)
    assert columns(DefectType) <= names(steps._fields(known=False))
    editor = ChecklistEditor(seated, (), {}, None)
    editor.setParent(host)
    assert columns(Template) <= set(editor.head.boxes)
    form = CheckForm(seated, ())
    form.setParent(host)
    assert columns(TemplateCheck) <= set(form.boxes)
    assert "defect" in form.boxes
    assert defects.defect_choices(seated.desk) == ()


def words(qtbot: QtBot, context: Context, panel: QWidget) -> str:
    qtbot.waitUntil(lambda: context.jobs.active == 0)
    return " ".join(one.text() for one in panel.findChildren(QLabel))


def test_the_panel_says_all_of_a_mandate(qtbot: QtBot, seated: Context, host: QWidget) -> None:
    desk = seated.desk
    giver, holder = (parties.create_party(desk, code=code, name=code) for code in ("GIVER", "HOLDER"))
    parties.record_mandate(
        desk,
        giver=giver,
        holder=holder,
        duty="authorised_rep",
        market="EU",
        scope="Kettles only",
        tasks=["keeps the file"],
        languages=["German"],
        receives_notices=True,
        valid_from=date(2026, 1, 1),
    )
    panel = PartyPanel(seated)
    panel.setParent(host)
    panel.show_party(read_party(desk, holder))
    said = (
        "Kettles only",
        "tasks: keeps the file",
        "languages: German",
        "receives the notices of authorities",
    )
    qtbot.waitUntil(lambda: all(one in words(qtbot, seated, panel) for one in said))


def test_the_panel_says_which_doubts_were_settled(qtbot: QtBot, seated: Context, host: QWidget) -> None:
    desk = seated.desk
    with desk.store.write(desk.person, "make a product") as work:
        product = add_product(work)
    key = certificates.create_certificate(
        desk,
        number="C-1",
        scheme="CE",
        market="EU",
        status="Valid",
        products=[product],
        doubt="A blurred stamp",
    )
    file = certificates.open_certificate(desk, key)
    certificates.settle_doubts(desk, key, file.version, file.doubts, "The body confirmed it")
    panel = CertificatePanel(seated)
    panel.setParent(host)
    panel.show_opened(read_certificate(desk, key))
    qtbot.waitUntil(lambda: "A blurred stamp" in words(qtbot, seated, panel))
