"""The panel of a record that carries files: their list stays while the sections around it change."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from qualitydesk.domain.people import WRITING
from ui.kit.attachments import AttachmentList
from ui.kit.panel import DetailPanel
from ui.registers.rows import uses

if TYPE_CHECKING:
    from qualitydesk.services.uses import Use
    from ui.context import Context


class FilePanel(DetailPanel):
    """``kind`` is the record's as files know it ("product")."""

    def __init__(self, context: Context, name: str, kind: str) -> None:
        super().__init__(context.theme, name)
        self.context = context
        self.files = AttachmentList(context, kind)
        self._put_by()

    def _put_by(self) -> None:
        self.files.setParent(self)
        self.files.hide()

    def clear_sections(self) -> None:
        """Empty the panel; the files are kept by, since one of them may just be chosen or on its way."""
        self._put_by()
        super().clear_sections()

    def add_uses(self, found: Iterable[Use]) -> None:
        """The section of the lists that show the record."""
        uses(self.context, self.add_section(self.context.tr("Where it is used")), found)

    def add_files(self, key: str, title: str = "") -> None:
        """The section of the files of the record with that key."""
        column = self.add_section(title or self.context.tr("Photos and files"))
        column.addWidget(self.files)
        self.files.show()
        self.files.show_record(key, may_add=self.context.desk.person.role in WRITING)
