"""Help pages: read from ``resources/help/<language>/<screen>.md`` and found by words. No widgets.

A page begins with its title ("# Claims"). A page that a language lacks is shown in English.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ui.kit.resources import RESOURCES

HELP = RESOURCES / "help"
START = "start"
"""The page that is shown where a screen has none of its own, and first in the list."""


@dataclass(frozen=True, slots=True)
class HelpPage:
    """One page: the id of its screen, its title, and its text in Markdown, title included."""

    id: str
    title: str
    text: str

    def holds(self, words: str) -> bool:
        """Whether all of the words stand in it."""
        folded = self.text.casefold()
        return all(word in folded for word in words.casefold().split())


@lru_cache(maxsize=4)
def help_pages(language: str) -> tuple[HelpPage, ...]:
    """All pages in a language, the start page first, then by title."""
    pages = [_read(_file(path.stem, language)) for path in sorted((HELP / "en").glob("*.md"))]
    return tuple(sorted(pages, key=lambda page: (page.id != START, page.title)))


def help_page(page_id: str, language: str) -> HelpPage:
    """The page of a screen, else the start page."""
    pages = help_pages(language)
    return next((page for page in pages if page.id == page_id), pages[0])


def find_help(words: str, language: str) -> Sequence[HelpPage]:
    """The pages that hold all of the words, those that have them in the title first."""
    found = [page for page in help_pages(language) if page.holds(words)]
    return sorted(found, key=lambda page: words.casefold() not in page.title.casefold())


def _file(page_id: str, language: str) -> Path:
    own = HELP / language / f"{page_id}.md"
    return own if own.is_file() else HELP / "en" / f"{page_id}.md"


def _read(path: Path) -> HelpPage:
    text = path.read_text(encoding="utf-8")
    return HelpPage(path.stem, text.partition("\n")[0].removeprefix("#").strip(), text)
