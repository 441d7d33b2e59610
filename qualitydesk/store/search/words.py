"""From text to search words, alike for both databases: what is stored for a record and what is asked for.

Words of letters and digits are kept whole, Chinese, Japanese and Korean runs as overlapping pairs. A run that
holds a figure counts as a number and is marked, so that the first letters of a word never open a million
numbers.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

_CJK = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u3040-\u30ff\uac00-\ud7af"
_RUNS = re.compile(rf"[{_CJK}]+|[^\W_{_CJK}]+")
_IS_CJK = re.compile(rf"[{_CJK}]")
_HAS_FIGURE = re.compile(r"\d")
NUMBER, KIND, REGISTER = "n0", "k0", "r0"
LETTERS, FIGURES, LETTERS_AND_FIGURES = 3, 4, 8
"""From so many characters on, an unfinished word names few records; numbers of carriers begin alike."""
MOST_TEXT = 4000


def runs_of(words: str) -> list[str]:
    """The runs of one script in a text, folded."""
    return _RUNS.findall(unicodedata.normalize("NFKC", words).casefold())


def tokens_of(run: str) -> list[str]:
    """The search words of one run: pairs of Chinese characters, a marked number, or the word itself."""
    if _IS_CJK.match(run):
        return [run[place : place + 2] for place in range(len(run) - 1)] or [run]
    return [_marked(run)]


def _marked(run: str) -> str:
    return f"{NUMBER}{run}" if _HAS_FIGURE.search(run) else run


def kind_token(kind: str) -> str:
    """The search word that all records of a kind carry."""
    return KIND + kind.replace("_", "")


def joined(text: str) -> str:
    """A number without what people write between its parts, folded."""
    return "".join(runs_of(text))


def stored(kind: str, number: str, values: Iterable[str], *, register: bool = False) -> str:
    """All search words of a record: its kind, its number whole and without zeros in front, then its words.

    Records of a ``register`` carry each word a second time, marked, so that the first letters of a word find
    them without gathering the millions that begin alike. Chinese runs stay in order, for phrases, and their
    last character stands alone too, so that one character finds every place where it stands.
    """
    parts = [number, *values]
    found = [kind_token(kind), *_spellings(number)]
    chinese = any(_IS_CJK.search(part) for part in parts)
    for run in runs_of(" ".join(parts)[:MOST_TEXT]):
        found += _stored_of(run)
    words = found if chinese else list(dict.fromkeys(found))
    return " ".join([*words, *(REGISTER + word for word in words)] if register else words)


@lru_cache(maxsize=8192)
def _stored_of(run: str) -> tuple[str, ...]:
    """The search words that are stored for one run; many records have the same."""
    last = [run[-1]] if _IS_CJK.match(run) and len(run) > 1 else []
    return (*tokens_of(run), *_without_zeros(run), *last)


def _spellings(number: str) -> list[str]:
    whole = joined(number)
    return [_marked(whole)] if _HAS_FIGURE.search(whole) and whole != number.casefold() else []


def _without_zeros(run: str) -> list[str]:
    plain = run.lstrip("0")
    return [_marked(plain)] if run.isdigit() and plain and plain != run else []


@dataclass(frozen=True, slots=True)
class Part:
    """Search words that stand side by side; the last of them may be unfinished."""

    tokens: tuple[str, ...]
    unfinished: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for: all ``parts``, or the number ``whole`` that the text may be when written in one."""

    parts: tuple[Part, ...]
    whole: Part | None = None

    @property
    def unfinished(self) -> bool:
        """Whether the last word may go on."""
        return bool(self.parts) and self.parts[-1].unfinished

    def in_registers(self) -> Wanted:
        """The same among the records of registers, where the last word may always go on."""
        marked = [
            replace(part, tokens=tuple(REGISTER + token for token in part.tokens)) for part in self.parts
        ]
        marked[-1] = replace(marked[-1], unfinished=True)
        return Wanted(tuple(marked))

    def finished(self) -> Wanted:
        """The same with its last word as it is."""
        last = replace(self.parts[-1], unfinished=False)
        return replace(self, parts=(*self.parts[:-1], last))


def wanted(text: str) -> Wanted:
    """Read what somebody typed."""
    runs = runs_of(text)
    parts = [Part(tuple(tokens_of(run))) for run in runs]
    if runs and _may_go_on(runs[-1]):
        parts[-1] = Part(parts[-1].tokens, unfinished=True)
    return Wanted(tuple(parts), _whole(runs))


def _may_go_on(run: str) -> bool:
    if _IS_CJK.match(run):
        return len(run) == 1
    if not _HAS_FIGURE.search(run):
        return len(run) >= LETTERS
    return len(run) >= (FIGURES if run.isdigit() else LETTERS_AND_FIGURES)


def _whole(runs: Sequence[str]) -> Part | None:
    """A number written with blanks or hyphens may be stored without them."""
    one = "".join(runs)
    if len(runs) < 2 or _IS_CJK.search(one) or not _HAS_FIGURE.search(one):
        return None
    return Part((_marked(one),), unfinished=len(one) >= LETTERS_AND_FIGURES)


def fts5(asked: Wanted, kinds: Sequence[str] = ()) -> str:
    """The question in SQLite's FTS5; tokens hold only letters and figures, so quoting is enough."""
    words = " AND ".join(_fts5_part(part) for part in asked.parts)
    if asked.whole:
        words = f"({words}) OR {_fts5_part(asked.whole)}"
    if not kinds:
        return words
    return f"({' OR '.join(kind_token(kind) for kind in kinds)}) AND ({words})"


def _fts5_part(part: Part) -> str:
    return f'"{" ".join(part.tokens)}"' + ("*" if part.unfinished else "")


def tsquery(asked: Wanted, kinds: Sequence[str] = ()) -> str:
    """The question in PostgreSQL's text search."""
    words = " & ".join(_tsquery_part(part) for part in asked.parts)
    if asked.whole:
        words = f"({words}) | {_tsquery_part(asked.whole)}"
    if not kinds:
        return words
    return f"({' | '.join(kind_token(kind) for kind in kinds)}) & ({words})"


def _tsquery_part(part: Part) -> str:
    return "(" + " <-> ".join(f"'{token}'" for token in part.tokens) + (":*" if part.unfinished else "") + ")"
