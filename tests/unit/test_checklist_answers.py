"""Answers of a check as a person writes them, one on each line."""

from __future__ import annotations

from qualitydesk.domain.inspection.checklist import Choice, answers_from, answers_text
from qualitydesk.domain.values import Bilingual


def test_answers_are_read_as_they_are_written() -> None:
    answers = (Choice(Bilingual("Type F", "F 型"), True), Choice(Bilingual("Other"), False))
    assert answers_text(answers) == "+ Type F | F 型\n- Other"
    assert answers_from(answers_text(answers)) == answers


def test_an_answer_without_a_sign_is_accepted_and_blank_lines_say_nothing() -> None:
    found = answers_from("\n Yes |是 \n\n-No\n + \n")
    assert [(one.name.en, one.name.zh, one.accepted) for one in found] == [
        ("Yes", "是", True),
        ("No", "", False),
    ]
