"""A wall of the kit's pieces with fixed words, for a picture that is the same on every day and machine.

Pieces that show data of a database are not here; the screens' own tests have those.
"""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from qualitydesk.translation import Translator
from ui.context import ToastAction
from ui.kit.actions import Action, ActionButton
from ui.kit.badges import Badge, StatusLine
from ui.kit.banner import Banner
from ui.kit.cells import Status
from ui.kit.chips import Filter, FilterBar
from ui.kit.form import Field, FieldKind, Form
from ui.kit.header import PageHeader
from ui.kit.hints import Hint, HintBar
from ui.kit.painted.limit_bar import LimitBar, LimitCounts, MeasureBar, Measured
from ui.kit.painted.share_bar import Share, ShareBar
from ui.kit.painted.stepper import Step, Stepper, StepState
from ui.kit.panel import Card
from ui.kit.rail import Rail, RailWords
from ui.kit.rail_parts import RailEntry
from ui.kit.states import EmptyState, ErrorState, Skeleton
from ui.kit.theme import Theme
from ui.kit.toasts import Toast
from ui.kit.views import View, ViewTabs

SIZE = (1200, 800)
STATUSES = ("Submitted", "Approved", "Draft", "Expired", "Valid", "Expiring")
FILTERS = (
    Filter("status", "Status", (("Open", "Open"), ("Closed", "Closed"))),
    Filter("place", "Place", (("NB", "Ningbo"),)),
)
FIELDS = [
    Field("name", "Name", required=True, help="As it stands on papers"),
    Field("weight", "Weight", FieldKind.DECIMAL, unit="kg"),
    Field("mode", "Transport", FieldKind.CHOICE, choices=(("sea", "Sea"), ("air", "Air"))),
    Field("note", "Note for the file", FieldKind.LONG, placeholder="What was said", lines=2),
]


def wall(theme: Theme, tr: Translator) -> QWidget:
    """All pieces, two columns."""
    made = QWidget()
    made.setProperty("kind", "page")
    made.resize(*SIZE)
    columns = QHBoxLayout(made)
    for pieces in ((head(theme), buttons(theme), form(theme, tr)), (bars(theme), *states(theme))):
        column = QVBoxLayout()
        for piece in pieces:
            column.addWidget(piece)
        columns.addLayout(column, 1)
    return made


def front(theme: Theme, tr: Translator) -> QWidget:
    """The frame of the window: rail, head of a page, the keys at its foot, a list that is on its way."""
    made, page = QWidget(), QWidget()
    made.resize(*SIZE)
    names = [("inspections", "Inspections", "clipboard-check"), ("claims", "Claims", "messages-square")]
    entries = [RailEntry(id_, tr(title), icon, "", "Ctrl+1") for id_, title, icon in names]
    entries.append(RailEntry("documents", tr("Documents"), "file-check", tr("Paper")))
    rail = Rail(theme, entries, RailWords(tr("Search or scan"), "", "", ""))
    rail.set_current("inspections")
    rail.set_count("claims", "22")
    rail.user.set_user("Wang Shu", tr("Manager"))
    rail.server.show_state(tr("Local file"), "")
    page.setProperty("kind", "page")
    column, row = QVBoxLayout(page), QHBoxLayout(made)
    header = PageHeader(theme, tr("Inspections"))
    header.set_title(tr("Inspections"), "1,284")
    action = Action("new", tr("New inspection"), noop, "plus", "N", "primary")
    header.add_action(ActionButton(action, theme))
    keys = HintBar(theme, [Hint(("F",), tr("filter")), Hint(("?",), tr("all keys"))])
    for piece, stretch in ((header, 0), (Skeleton(theme), 1), (keys, 0)):
        column.addWidget(piece, stretch)
    for layout in (column, row):
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
    row.addWidget(rail)
    row.addWidget(page, 1)
    return made


def head(theme: Theme) -> QWidget:
    """Banner, views, chips, badges, the way through the states."""
    card = Card(theme, "Shipment", "declaration 2")
    banner = Banner(theme)
    banner.say("The server is away.", "What you type is kept.", "Try again", noop)
    tabs = ViewTabs(theme, [View("open", "Open"), View("all", "All")])
    tabs.set_counts({"open": "1,284"})
    chips = FilterBar(theme, FILTERS, add_words="Filter", remove_words="Remove")
    chips.choose({"status": ("Open",), "place": ("NB",)})
    steps = (("Draft", StepState.DONE), ("Gate", StepState.BLOCKED), ("In transit", StepState.LATER))
    stepper = Stepper(theme, [Step(word, state) for word, state in steps])
    for piece in (
        banner,
        tabs,
        chips,
        in_a_row([Badge(theme, Status(one, one)) for one in STATUSES]),
        stepper,
    ):
        card.body.addWidget(piece)
    return card


def buttons(theme: Theme) -> QWidget:
    """Every kind of button, and one that is locked; the keys below."""
    card = Card(theme, "What can be done")
    kinds = [("primary", "Approve"), ("", "Send back"), ("quiet", "More"), ("danger", "Withdraw")]
    made = [ActionButton(Action(kind, word, noop, "check", "A", kind), theme) for kind, word in kinds]
    locked = Action("locked", "Release", noop, "check", locked=lambda: "Three reasons stop it.")
    card.body.addWidget(in_a_row([*made, ActionButton(locked, theme)]))
    keys = HintBar(theme, [Hint(("Up", "Down"), "move"), Hint(("N",), "new"), Hint(("?",), "all keys")])
    card.body.addWidget(keys)
    return card


def form(theme: Theme, tr: Translator) -> QWidget:
    """Fields with a value, without, and refused."""
    card = Card(theme, "A form")
    made = Form(theme, tr, FIELDS, {"weight": Decimal("1.20"), "mode": "air"}, columns=2)
    made.check()
    card.body.addWidget(made)
    return card


def bars(theme: Theme) -> QWidget:
    """What is painted: limits, a measurement, shares; a toast."""
    card = Card(theme, "Found so far")
    for found, accept in ((1, 0), (5, 7), (7, 7)):
        card.body.addWidget(LimitBar(theme, LimitCounts(found, accept, 12)))
    measured = Measured(Decimal("1.9"), Decimal("1.75"), Decimal("1.80"), "1.75", "1.80", "1.90")
    card.body.addWidget(MeasureBar(theme, measured))
    shares = [Share(7000, "70 %", "Supplier", "seam leaks"), Share(3000, "30 %", "Carrier", "dropped")]
    card.body.addWidget(ShareBar(theme, shares))
    severities = ("Critical", "Major", "Minor")
    card.body.addWidget(in_a_row([StatusLine(theme, Status(one, one)) for one in severities]))
    card.body.addWidget(Toast(theme, "Lot NB-2611 is on hold", "ok", ToastAction("Undo", noop), "Dismiss"))
    return card


def states(theme: Theme) -> tuple[QWidget, ...]:
    """Nothing there, on its way, failed."""
    act = Action("new", "New shipment", noop, "plus", kind="primary")
    again = Action("retry", "Try again", noop, "refresh-cw", kind="primary")
    return (
        EmptyState(theme, "ship", "No shipments here", "Choose another view or start one.", (act,)),
        Skeleton(theme),
        ErrorState(theme, "Not reachable at the moment.", "What you typed is kept.", (again,), code="AWAY"),
    )


def in_a_row(pieces: list[QWidget]) -> QWidget:
    """Pieces side by side."""
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    for piece in pieces:
        row.addWidget(piece)
    row.addStretch()
    return made


def noop() -> None:
    """Nothing happens in a picture."""
