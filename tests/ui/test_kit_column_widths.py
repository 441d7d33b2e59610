"""How a list's columns share its width."""

from __future__ import annotations

from ui.kit.column_widths import Span, lent, shared

SPANS = (Span(36, 36, 36), Span(100, 200, 600), Span(70, 100, 150), Span(80, 80, 80))
USUAL = 416


def test_usual_widths_where_they_fit() -> None:
    assert shared(USUAL, SPANS) == [36, 200, 100, 80]


def test_words_take_what_is_left_each_as_far_as_it_may_grow() -> None:
    widths = shared(USUAL + 90, SPANS)
    assert widths == [36, 280, 110, 80]
    assert shared(USUAL + 450, SPANS) == [36, 600, 150, 80]


def test_what_nobody_may_take_is_empty_ground_in_the_last() -> None:
    assert shared(USUAL + 450 + 1000, SPANS) == [36, 600, 150, 1080]


def test_in_a_very_wide_window_those_that_are_open_move_apart_evenly() -> None:
    spans = (
        Span(36, 36, 36),
        Span(100, 200, 600),
        Span(70, 100, 150, open=True),
        Span(80, 80, 80, open=True),
    )
    assert shared(USUAL + 450 + 1000, spans) == [36, 600, 650, 580]
    for room in (USUAL + 90, USUAL - 65, 100):
        assert shared(room, spans) == shared(room, SPANS)


def test_words_give_room_first_and_never_below_their_least() -> None:
    assert sum(shared(USUAL - 65, SPANS)) == USUAL - 65
    assert shared(USUAL - 65, SPANS)[0::3] == [36, 80]
    assert shared(100, SPANS) == [36, 100, 70, 80]


def test_a_list_without_columns_has_no_widths() -> None:
    assert shared(500, ()) == []


def test_who_is_read_first_gives_room_last() -> None:
    spans = (Span(100, 200, 300), Span(250, 250, 360, last=175))
    assert shared(350, spans) == [100, 250]
    assert shared(300, spans) == [100, 200]
    assert shared(200, spans) == [100, 175]


def test_columns_with_room_to_spare_lend_to_those_whose_words_are_cut() -> None:
    assert lent([36, 200, 100, 80], [None, 240, 70, 70]) == [36, 240, 70, 70]
    assert lent([36, 200, 100, 80], [None, 220, 70, 70]) == [36, 220, 85, 75]
    assert lent([36, 200, 100, 80], [None, 400, 70, 90]) == [36, 229, 70, 81]


def test_nothing_is_lent_where_nothing_is_cut_or_nothing_is_over() -> None:
    assert lent([36, 200, 100], [None, 150, 70]) == [36, 200, 100]
    assert lent([36, 200, 100], [None, 250, 170]) == [36, 200, 100]
    assert lent([36, 200, 100], [None, None, 170]) == [36, 200, 100]
