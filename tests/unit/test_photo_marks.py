"""Marks on a photo: kept as words, read back, refused outside the picture."""

from __future__ import annotations

import pytest

from qualitydesk.domain.errors import RuleBroken
from qualitydesk.domain.photo_marks import MOST_MARKS, Mark, MarkKind, as_kept, read_mark, read_marks

RING = Mark(MarkKind.RING, 0.1, 0.2, 0.4, 0.5)


def test_marks_are_read_as_they_were_kept() -> None:
    marks = (RING, Mark(MarkKind.ARROW, 1.0, 0.0, 0.3333, 0.25), Mark(MarkKind.BOX, 0, 0, 1, 1))
    assert read_marks(as_kept(marks)) == marks
    assert str(RING) == "ring 0.1000 0.2000 0.4000 0.5000"


@pytest.mark.parametrize(
    "mark",
    [
        Mark(MarkKind.RING, -0.1, 0.2, 0.4, 0.5),
        Mark(MarkKind.BOX, 0.1, 0.2, 0.4, 1.01),
        Mark(MarkKind.ARROW, 0.5, 0.5, 0.505, 0.495),
        Mark(MarkKind.RING, 0.1, 0.2, 0.4, 0.2),
        Mark(MarkKind.ARROW, 0.1, float("nan"), 0.4, 0.2),
    ],
)
def test_a_mark_nobody_could_see_is_refused(mark: Mark) -> None:
    with pytest.raises(RuleBroken):
        as_kept([mark])


def test_an_upright_arrow_is_a_mark() -> None:
    assert as_kept([Mark(MarkKind.ARROW, 0.5, 0.1, 0.5, 0.4)])


def test_a_photo_takes_so_many_marks() -> None:
    assert len(as_kept([RING] * MOST_MARKS)) == MOST_MARKS
    with pytest.raises(RuleBroken):
        as_kept([RING] * (MOST_MARKS + 1))


@pytest.mark.parametrize("text", ["", "ring", "ring 0 0 1", "star 0 0 1 1", "box a b c d"])
def test_what_is_no_mark_is_not_read_as_one(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        read_mark(text)
