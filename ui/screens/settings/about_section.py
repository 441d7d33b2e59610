"""About: which version this is, on what it runs, and the licences of what it is made of."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError, distribution
from typing import TYPE_CHECKING

from PySide6.QtCore import qVersion

from qualitydesk.paths import RESOURCES
from ui.kit.actions import Action, ActionButton
from ui.kit.dialogs import Dialog
from ui.kit.long_text import long_text
from ui.kit.panel import KeyValues
from ui.kit.states import copy_button
from ui.screens.settings.section import Section

if TYPE_CHECKING:
    from ui.context import Context

PACKAGES = {
    "PySide6_Essentials": "LGPL-3.0",
    "SQLAlchemy": "MIT",
    "alembic": "MIT",
    "psycopg": "LGPL-3.0",
    "reportlab": "BSD",
    "pillow": "MIT-CMU",
    "segno": "BSD",
    "pypdfium2": "BSD / Apache-2.0",
    "Babel": "BSD",
    "platformdirs": "MIT",
    "holidays": "MIT",
    "PyYAML": "MIT",
    "python-calamine": "MIT",
    "xlsxwriter": "BSD-2",
    "python-stdnum": "LGPL-2.1",
}
"""What is installed from the package index, and its licence."""

SHIPPED = (
    ("Inter", "SIL OFL 1.1", "fonts/OFL-inter.txt"),
    ("Noto Sans", "SIL OFL 1.1", "fonts/OFL-noto-sans.txt"),
    ("Noto Sans SC", "SIL OFL 1.1", "fonts/OFL-noto-sans-sc.txt"),
    ("Noto Sans KR", "SIL OFL 1.1", "fonts/OFL-noto-sans-kr.txt"),
    ("Lucide", "ISC", "icons/LICENSE-Lucide.txt"),
)
"""What is shipped with the program: name, licence, where its text is."""


def version() -> str:
    """The program's own version; a checkout has it in its project file."""
    try:
        return distribution("qualitydesk").version
    except PackageNotFoundError:
        import tomllib

        project = tomllib.loads((RESOURCES.parent / "pyproject.toml").read_text(encoding="utf-8"))
        return str(project["project"]["version"])


def installed() -> list[tuple[str, str]]:
    """Each package with its version and licence; one that is not there says so by a dash."""
    found = []
    for name, licence in PACKAGES.items():
        try:
            found.append((name, f"{distribution(name).version} · {licence}"))
        except PackageNotFoundError:
            found.append((name, f"— · {licence}"))
    return found


class AboutSection(Section):
    """Version, and two lists of licences."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, context.tr("About"))
        tr = context.tr
        self.facts = KeyValues(self.theme, label_width=132)
        self.packages = KeyValues(self.theme, label_width=160)
        about = self.card("QualityDesk", tr("Who answers for this product?"))
        about.body.addWidget(self.facts)
        shipped = self.card(tr("Shipped with it"), tr("QualityDesk itself is under the MIT licence."))
        shipped.body.addWidget(KeyValues(self.theme, self._shipped(), label_width=160))
        self.card(tr("Installed beside it")).body.addWidget(self.packages)
        self.end()

    def _shipped(self) -> list[tuple[str, ActionButton]]:
        def shows(name: str, file: str) -> Action:
            return Action(name, self._licence(name), lambda: self.show_text(name, file), kind="link")

        return [
            (f"{name} · {licence}", ActionButton(shows(name, file), self.theme, size="tiny"))
            for name, licence, file in SHIPPED
        ]

    def _licence(self, name: str) -> str:
        return self.context.tr("Licence of {name}", name=name)

    def load(self) -> None:
        """Read the versions, once."""
        self.context.jobs.read(self, lambda: (version(), installed()), self._show, latest="about")

    def _show(self, found: tuple[str, list[tuple[str, str]]]) -> None:
        own, packages = found
        tr = self.context.tr
        system = f"{platform.system()} {platform.release()}"
        facts = [
            (tr("Version"), own),
            (tr("Runs on"), f"Python {platform.python_version()}, Qt {qVersion()}, {system}"),
        ]
        self.facts.set_pairs(facts)
        self.packages.set_pairs(packages)

    def show_text(self, name: str, file: str) -> None:
        """The licence, to read and to copy."""
        tr = self.context.tr
        text = (RESOURCES / file).read_text(encoding="utf-8")
        dialog = Dialog(
            self, self.theme, self._licence(name), icon="scale", width=720, close_words=tr("Close")
        )
        dialog.body.addWidget(long_text(self.theme, text, self._licence(name)))
        dialog.body.addWidget(copy_button(self.theme, lambda: text, tr("Copy")))
        dialog.add_button(Action("close", tr("Close"), dialog.accept, kind="primary"))
        dialog.open()
