"""The Settings screen: a list of sections at the left, the section chosen at the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from qualitydesk.domain.people import MANAGING
from qualitydesk.domain.values import Message, msg
from ui.kit.hints import Hint
from ui.kit.labels import hairline
from ui.kit.screen import Screen
from ui.kit.section_list import SectionList
from ui.screens.settings.about_section import AboutSection
from ui.screens.settings.company_section import CompanySection
from ui.screens.settings.database_section import DatabaseSection
from ui.screens.settings.desk_section import DeskSection
from ui.screens.settings.notice_section import NoticeSection
from ui.screens.settings.section import Section

if TYPE_CHECKING:
    from ui.context import Context

SECTIONS: tuple[tuple[str, Message, str], ...] = (
    ("desk", msg("This desk"), "settings"),
    ("company", msg("Company"), "building-2"),
    ("database", msg("Database"), "database"),
    ("notifications", msg("Notifications"), "bell"),
    ("about", msg("About"), "info"),
)


class SettingsScreen(Screen):
    """Sections are built when they are chosen for the first time."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        tr = context.tr
        self.header.set_title(tr("Settings"))
        self.sections: dict[str, Section] = {}
        self.names = SectionList(self.theme, [(icon, tr(title)) for _id, title, icon in SECTIONS])
        self.names.setAccessibleName(tr("Sections of the settings"))
        self.stack = QStackedWidget()
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.names)
        row.addWidget(hairline(upright=True))
        row.addWidget(self.stack, 1)
        self.body.addLayout(row, 1)
        self.use_actions(self.names)
        self.names.currentRowChanged.connect(self._choose)

    def hints(self) -> Sequence[Hint]:
        """The keys at the foot."""
        tr = self.context.tr
        return (
            Hint(("Up", "Down"), tr("section")),
            Hint(("F6",), tr("next pane")),
            Hint(("Ctrl+Z",), tr("take back")),
            Hint(("?",), tr("all keys")),
        )

    def open_record(self, key: str) -> None:
        """Show that section, the first one without a key."""
        ids = [id_ for id_, _title, _icon in SECTIONS]
        place = ids.index(key) if key in ids else max(0, self.names.currentRow())
        self.names.setCurrentRow(place)

    def _choose(self, place: int) -> None:
        id_ = SECTIONS[place][0]
        if id_ not in self.sections:
            self.sections[id_] = self._make(id_)
            self.stack.addWidget(self.sections[id_])
        section = self.sections[id_]
        self.stack.setCurrentWidget(section)
        section.load()
        self.record_opened.emit(id_)

    def _make(self, id_: str) -> Section:
        context, locked = self.context, self._locked()
        makers: dict[str, Callable[[], Section]] = {
            "desk": lambda: DeskSection(context),
            "company": lambda: CompanySection(context, locked),
            "database": lambda: DatabaseSection(context, locked),
            "notifications": lambda: NoticeSection(context),
            "about": lambda: AboutSection(context),
        }
        return makers[id_]()

    def _locked(self) -> str:
        """Why the person at the desk may only look at what is everybody's."""
        if self.context.desk.person.role in MANAGING:
            return ""
        return self.context.tr("Managers and admins change this.")

    def refresh(self, topics: frozenset[str]) -> None:
        """Somebody changed what the section in front shows."""
        section = self.stack.currentWidget()
        if isinstance(section, Section) and (not topics or topics & section.TOPICS):
            section.load()

    def shown(self) -> None:
        """The list of sections has the keys."""
        self.names.setFocus()

    def panes(self) -> Sequence[QWidget]:
        """Sections, then what is in the one chosen."""
        return (self.names, self.stack)
