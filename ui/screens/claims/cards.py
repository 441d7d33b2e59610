"""The left column of the workspace: what the buyer says, with photos and facts, and the deadlines."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from qualitydesk.domain.claims.states import EDITABLE_STATUSES
from qualitydesk.domain.claims.words import SafetyFlag
from qualitydesk.domain.people import WRITING
from ui.kit.attachments import AttachmentList
from ui.kit.labels import ElidedLabel, IconLabel, TwoLines, clear, hairline, label
from ui.kit.laws import short_law
from ui.kit.links import link
from ui.kit.painted.deadline_rows import Deadline, DeadlineRows
from ui.kit.panel import Card, KeyValues
from ui.kit.photo_album import Album
from ui.kit.photo_strip import PhotoStrip, StripWords
from ui.kit.scrolling import Scrolled
from ui.screens.claims import words
from ui.screens.claims.showing import explain_deadline

if TYPE_CHECKING:
    from qualitydesk.services.claims import ClaimFile, DeadlineLine
    from qualitydesk.translation import Translator
    from ui.context import Context
    from ui.kit.theme import Theme


def scrolled(inside: QWidget, name: str) -> Scrolled:
    """A widget that scrolls up and down only; ``name`` says what is scrolled."""
    area = Scrolled(name)
    area.show_page(inside)
    return area


LONGEST_NAME, TALLEST_QUOTE = 176, 164


class Quote(QFrame):
    """The buyer's words, as tall as they are; a long story is scrolled to its end."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.setProperty("kind", "quote")
        self._tallest, self._indent = theme.px(TALLEST_QUOTE), theme.px(10)
        inner = QVBoxLayout(self)
        inner.setContentsMargins(self._indent, 0, 0, 0)
        self.said = label(theme, "", "body", "text-2", wrap=True)
        self.said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._area = scrolled(self.said, name)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        inner.addWidget(self._area)

    def say(self, words: str) -> None:
        """Show other words, from their beginning."""
        self.said.setText(words)
        self._area.verticalScrollBar().setValue(0)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other lines at another width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        tall = self.said.heightForWidth(self.contentsRect().width() - self._indent)
        scrolls = tall > self._tallest
        self._area.setFocusPolicy(Qt.FocusPolicy.StrongFocus if scrolls else Qt.FocusPolicy.NoFocus)
        self._area.setFixedHeight(min(tall, self._tallest))


class ComplaintCard(Card):
    """The customer's claim in the customer's words."""

    def __init__(
        self, context: Context, add_photos: Callable[[object], None], set_reason: Callable[[], None]
    ) -> None:
        tr, theme = context.tr, context.theme
        super().__init__(theme, tr("Customer’s claim"))
        self.context = context
        self._who = QHBoxLayout()
        self._who.setSpacing(theme.px(4))
        self.body.addLayout(self._who)
        self.quote = Quote(theme, tr("What the buyer says"))
        self.body.addWidget(self.quote)
        strip_words = StripWords(tr("Add a photo"), tr("Choose photos"))
        self._may_add = context.desk.person.role in WRITING
        self.photos = PhotoStrip(theme, context.jobs, strip_words, size=(91, 68), may_add=self._may_add)
        self.photos.added.connect(add_photos)
        self.album = Album(context, self.photos)
        self.photos.refused.connect(self._refuse)
        self._set_reason = set_reason
        self.body.addWidget(self.photos)
        self.facts = KeyValues(theme, label_width=88)
        self.body.addWidget(self.facts)
        self.files = AttachmentList(context, "claim", photos=False)
        self.body.addWidget(self.files)
        self.body.addStretch()

    def show_file(self, file: ClaimFile) -> None:
        """Show another claim."""
        tr = self.context.tr
        self.set_aside(tr.instant(file.received_at))
        self._show_buyer(file)
        self.quote.say(tr("“{words}”", words=file.description))
        self.album.fill(file.photos, may_tell=self._may_add)
        self.facts.set_pairs(self._pairs(file))
        self.files.show_record(file.id, may_add=self._may_add)

    def _refuse(self, name: str) -> None:
        said = self.context.tr("“{file}” is no photo, or too large.", file=name)
        self.context.toast(said, "warn")

    def _show_buyer(self, file: ClaimFile) -> None:
        tr, buyer = self.context.tr, file.buyer
        clear(self._who)
        name = ElidedLabel(self.theme, buyer.name or tr("Buyer unknown"), "card-title")
        name.setFixedWidth(min(name.sizeHint().width(), self.theme.px(LONGEST_NAME)))
        self._who.addWidget(name, 0, Qt.AlignmentFlag.AlignTop)
        place = ", ".join(part for part in (buyer.city, tr.name(file.country_name)) if part)
        kind = buyer_kind(tr, file)
        rest = "".join(f" · {part}" for part in (place, kind) if part)
        self._who.addWidget(TwoLines(self.theme, rest.strip(), "body", "text-2"), 1)

    def _pairs(self, file: ClaimFile) -> list[tuple[str, str | QWidget]]:
        tr = self.context.tr
        asked = label(self.theme, words.remedy(tr, file.asked, file.asked_amount), "strong")
        undecided = file.granted.value == "None"
        role, ink = ("body", "text-3") if undecided else ("strong", "text")
        granted = label(self.theme, words.granted(tr, file), role, ink, wrap=True)
        return [
            (tr("Reason"), self._reason(file)),
            (tr("Asked"), asked),
            (tr("Granted"), granted),
            (tr("Safety"), self._safety(file.safety)),
            (tr("Handled by"), tr.name(file.handler) or words.NOTHING),
        ]

    def _reason(self, file: ClaimFile) -> QWidget | str:
        """The reason, or the button that asks for it."""
        said = words.reason(self.context.tr, file)
        if said != words.NOTHING or file.status not in EDITABLE_STATUSES:
            return said
        return link(self.theme, self.context.tr("Choose the reason"), self._set_reason, "body")

    def _safety(self, flag: SafetyFlag) -> QWidget:
        safe = flag is SafetyFlag.NONE
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self.theme.px(6))
        row.addWidget(
            IconLabel(self.theme, "shield-check" if safe else "shield-alert", "ok" if safe else "bad", 15)
        )
        said = self.context.tr(words.SAFETY_WORDS[flag])
        row.addWidget(label(self.theme, said, "body" if safe else "strong", "text" if safe else "bad"), 1)
        return holder


def buyer_kind(tr: Translator, file: ClaimFile) -> str:
    """Consumer or business; the law differs."""
    words_of = {"Consumer": tr("consumer"), "Business": tr("business")}
    return words_of.get(file.buyer.kind, "")


class DeadlinesCard(Card):
    """Every date with its law; open ones first, the nearest at the top."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.theme, context.tr("Deadlines"), " ", padded=False)
        self.context = context
        self.rows = DeadlineRows(context.theme)
        self.rows.opened.connect(self._explain)
        self._lines: tuple[DeadlineLine, ...] = ()
        self.body.setSpacing(0)
        self.body.addWidget(hairline())
        self.body.addWidget(scrolled(self.rows, self.title.text()), 1)
        self._rights = QVBoxLayout()
        edge, gap = context.theme.px(16), context.theme.px(6)
        self._rights.setContentsMargins(edge, gap, edge, gap)
        self._rights.setSpacing(context.theme.px(2))
        self.body.addLayout(self._rights)
        self.body.setContentsMargins(0, 0, 0, context.theme.px(4))

    def show_file(self, file: ClaimFile) -> None:
        """Show another claim's dates."""
        tr = self.context.tr
        place = tr.name(file.country_name) or file.market
        kind = buyer_kind(tr, file)
        self.set_aside(tr("rules of {place}, {kind}", place=place, kind=kind) if kind else place)
        self._lines = file.deadlines
        self.rows.set_deadlines([self._row(line) for line in file.deadlines])
        clear(self._rights)
        for said in words.rights(tr, file):
            self._rights.addWidget(TwoLines(self.theme, said, "small", "text-3"))

    def _explain(self, place: int) -> None:
        explain_deadline(self.context, self, self._lines[place])

    def _row(self, line: DeadlineLine) -> Deadline:
        tr = self.context.tr
        recalled = line.confidence == "recalled"
        law = short_law(tr, line.law)
        law = tr("{law} · not verified", law=law) if recalled else law
        notes = [tr("provisional")] if line.provisional else []
        if line.nominal_on and line.nominal_on != line.due_on:
            notes.append(tr("moved from {day}", day=tr.date(line.nominal_on)))
        return Deadline(
            title=tr.name(line.title),
            citation=law,
            left=words.deadline_left(tr, line),
            day=self._day(line),
            tone=words.deadline_tone(line),
            key=line.id,
            note=", ".join(notes),
        )

    def _day(self, line: DeadlineLine) -> str:
        tr = self.context.tr
        if line.kept_at is not None:
            return words.moment(tr, line.kept_at)
        return words.day_of(tr, line.due_on, self.context.desk.today()) if line.due_on else words.NOTHING
