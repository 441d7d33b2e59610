"""What the example company learns: steps and actions of its non-conformities, tasks on people's lists."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from qualitydesk.records import Action, NonConformity, NonConformityStep
from qualitydesk.services.demo.stage import Scene, Stage, told


def add_tasks(stage: Stage) -> None:
    """Plan the morning on which the tasks were written down."""
    stage.plan(stage.at(-1, 16), "wang", "create action", _write_tasks)


def _write_tasks(scene: Scene) -> None:
    tale = told("lessons")
    for task in tale["tasks"]:
        _add_action(scene, task, scene.stage.day(task[3]))


def follow_up(scene: Scene, cause: str, opened: datetime, *, closed: bool) -> None:
    """Tell how a non-conformity was led on after it was opened: to its end, or as far as its plan."""
    tale = told("lessons")
    steps = tale["closed"] if closed else tale["open"]["steps"]
    for verb, status, days, text in steps:
        at = min(opened + timedelta(days=days), scene.stage.now)
        step = {"at": at, "verb": verb, "to_status": status, "text": text}
        scene.add(NonConformityStep, non_conformity_id=cause, person_id=scene.key("wang"), **step)
        scene.work.change(NonConformity, cause, status=status)
    if closed:
        for action in tale["done"]:
            done = opened + timedelta(days=action[3])
            _add_action(scene, action, done.date(), non_conformity_id=cause, done_at=done)
    else:
        for action in tale["open"]["actions"]:
            _add_action(scene, action, scene.stage.day(action[3]), non_conformity_id=cause)


def _add_action(scene: Scene, told_: list[Any], due: Any, **more: Any) -> None:
    kind, title, login, _days = told_
    scene.add(Action, kind=kind, title=title, owner_id=scene.key(login), due_on=due, **more)
