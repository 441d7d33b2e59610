"""The files of resources/checklists: complete in both languages, measurable, at home in the catalogue."""

from __future__ import annotations

import pytest

from qualitydesk.domain.inspection.checklist import check_definition
from qualitydesk.domain.inspection.states import CheckKind, DefectClass
from qualitydesk.services.inspections import catalogue, checklist_categories, starter_checklist


def test_there_are_more_than_ten_categories() -> None:
    assert len(checklist_categories()) >= 10
    assert "general_consumer" in checklist_categories()


@pytest.mark.parametrize("category", checklist_categories())
def test_a_checklist_is_complete(category: str) -> None:
    checklist = starter_checklist(category)
    assert checklist.category == category
    assert 7 <= len(checklist.checks) <= 12
    assert checklist.name.en
    assert checklist.name.zh
    assert len({check.code for check in checklist.checks}) == len(checklist.checks)
    for check in checklist.checks:
        assert check_definition(check) == ()
        assert check.requirement.en
        assert check.requirement.zh
        assert check.defect in catalogue()
    assert any(check.kind is CheckKind.MEASURE for check in checklist.checks)


@pytest.mark.parametrize("code", sorted(catalogue()))
def test_a_defect_is_named_in_both_languages(code: str) -> None:
    entry = catalogue()[code]
    assert all((entry.name.en, entry.name.zh, entry.short.en, entry.short.zh, entry.category))
    assert entry.defect_class in DefectClass


def test_an_unknown_category_gets_the_general_checklist() -> None:
    assert starter_checklist("footwear").category == "general_consumer"
