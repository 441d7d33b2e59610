"""``sampling plan``, ``sampling oc`` and ``sampling switch``: what the tables say, without a database.

One plan or point from the line, or many from a CSV file, answered in order. The rules are in the domain.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import TypeVar

from qualitydesk.domain.errors import RuleBroken
from qualitydesk.domain.inspection.characteristic import OcKind, OcModel, OcPoint, oc
from qualitydesk.domain.inspection.sampling import (
    EDITION_NAMES,
    Plan,
    parse_edition,
    parse_severity,
    plan,
)
from qualitydesk.domain.inspection.switching import History, LotKind, Outcome, State, Step, advance
from qualitydesk.domain.values import Message, msg
from ui.console.answers import Answer, BadUsage, ConsoleContext
from ui.console.case_file import Row, located, rows

ResultT = TypeVar("ResultT")
WordT = TypeVar("WordT", bound=StrEnum)

_DIGITS = 12


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the group."""
    group = commands.add_parser("sampling", help="sampling plans, their characteristic, switching")
    actions = group.add_subparsers(metavar="ACTION", required=True)
    _add_plan(actions.add_parser("plan", help="the single sampling plan of a lot"))
    _add_oc(actions.add_parser("oc", help="operating characteristic"))
    switch = actions.add_parser("switch", help="severity from the history of lots")
    switch.add_argument("--cases", metavar="FILE.csv", required=True)
    switch.set_defaults(run=run_switch)


def _add_plan(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--lot", metavar="N")
    parser.add_argument("--level", default="II")
    parser.add_argument("--aql")
    parser.add_argument("--severity", default="normal")
    parser.add_argument("--edition", default="iso2859-1", metavar="iso2859-1|z1.4")
    parser.add_argument("--cases", metavar="FILE.csv")
    parser.set_defaults(run=run_plan)


def _add_oc(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--n")
    parser.add_argument("--ac")
    parser.add_argument("--x")
    parser.add_argument("--model", default="binomial")
    parser.add_argument("--kind", default="pa")
    parser.add_argument("--lot", dest="lot_size", default="")
    parser.add_argument("--cases", metavar="FILE.csv")
    parser.set_defaults(run=run_oc)


def run_plan(args: argparse.Namespace, context: ConsoleContext) -> Answer:
    """One plan, or a list of them for ``--cases``."""
    if args.cases:
        plans = _for_each(args.cases, ("lot", "aql"), _plan_of)
        return Answer([_plan_data(each) for each in plans], "\n".join(_plan_text(each) for each in plans))
    found = _from_line(args, ("lot", "aql"), _plan_of)
    return Answer(_plan_data(found), _plan_text(found))


def run_oc(args: argparse.Namespace, context: ConsoleContext) -> Answer:
    """One point, or a list of them for ``--cases``."""
    if args.cases:
        values = _for_each(args.cases, ("kind", "model", "n", "ac", "x"), _oc_of)
        return Answer(
            [{"value": value} for value in values], "\n".join(_number_text(each) for each in values)
        )
    value = _from_line(args, ("n", "ac", "x"), _oc_of)
    return Answer({"value": value}, _number_text(value))


def run_switch(args: argparse.Namespace, context: ConsoleContext) -> Answer:
    """The state of inspection after every step of every sequence."""
    histories: dict[str, History] = {}
    steps = _for_each(args.cases, ("sequence", "kind"), lambda row: _advance(row, histories))
    return Answer(steps, "\n".join(_step_text(each) for each in steps))


def _plan_of(row: Row) -> Plan:
    return plan(
        _whole(row, "lot"),
        row.get("level") or "II",
        row["aql"],
        parse_severity(row.get("severity") or "normal"),
        parse_edition(row.get("edition") or "iso2859-1"),
    )


def _plan_data(found: Plan) -> dict[str, object]:
    return {
        "letter": found.letter or None,
        "use_letter": found.use_letter or None,
        "n": found.n,
        "ac": found.ac,
        "re": found.re,
        "inspect_qty": found.inspect_qty,
        "inspect_all": found.inspect_all,
        "edition": found.edition.value,
        "severity": found.severity.value,
        "aql": found.aql,
        "source": found.source,
    }


def _plan_text(found: Plan) -> str:
    letters = found.letter if found.letter == found.use_letter else f"{found.letter} -> {found.use_letter}"
    return (
        f"{letters or '-'}: n {found.n}, Ac {found.ac}, Re {found.re}; inspect {found.inspect_qty}"
        f"{' (100 %)' if found.inspect_all else ''}; {found.source}; {EDITION_NAMES[found.edition]}"
    )


def _oc_of(row: Row) -> float:
    lot = row.get("lot_size") or row.get("lot") or ""
    return oc(
        OcPoint(
            kind=_word(row, "kind", OcKind, "pa"),
            model=_word(row, "model", OcModel, "binomial"),
            n=_whole(row, "n"),
            ac=_whole(row, "ac"),
            x=_number(row, "x"),
            lot_size=_whole({"lot_size": lot}, "lot_size") if lot else None,
        )
    )


def _number_text(value: float) -> str:
    return f"{value:.{_DIGITS}g}"


def _advance(row: Row, histories: dict[str, History]) -> dict[str, object]:
    name = row["sequence"]
    if name not in histories:
        histories[name] = _beginning(row)
    outcome = advance(histories[name], _step_of(row))
    histories[name] = outcome.after
    return _step_data(row, outcome)


def _beginning(row: Row) -> History:
    state = _word(row, "start_state", State, "normal")
    return History(parse_edition(row.get("edition") or "iso2859-1"), state)


def _step_of(row: Row) -> Step:
    kind = _word(row, "kind", LotKind, "original")
    steady, agrees = _yes(row, "production_steady"), _yes(row, "authority_agrees")
    if kind is LotKind.CORRECTIVE_ACTION:
        return Step(kind, steady=steady, agrees=agrees)
    return Step(
        kind=kind,
        lot=_whole(row, "lot"),
        level=row.get("level") or "II",
        aql=row.get("aql", ""),
        nonconforming=_whole(row, "nonconforming"),
        steady=steady,
        agrees=agrees,
    )


def _step_data(row: Row, outcome: Outcome) -> dict[str, object]:
    drawn, after = outcome.plan, outcome.after
    step = row.get("step", "")[:_DIGITS]
    return {
        "sequence": row["sequence"],
        "step": int(step) if step.isascii() and step.isdigit() else step or None,
        "decision": outcome.decision.value if outcome.decision else None,
        "state": after.state.value,
        "score": after.score,
        "tightened_rejections": after.tightened_rejections,
        "n": drawn.n if drawn else None,
        "ac": drawn.ac if drawn else None,
        "re": drawn.re if drawn else None,
    }


def _step_text(step: Mapping[str, object]) -> str:
    return f"{step['sequence']} {step['step'] or '-'}: {step['decision'] or '-'}, then {step['state']}"


def _from_line(args: argparse.Namespace, needed: Sequence[str], answer: Callable[[Row], ResultT]) -> ResultT:
    row = {name: str(value) for name, value in vars(args).items() if value is not None}
    missing = [f"--{name}" for name in needed if not row.get(name)]
    if missing:
        raise BadUsage(msg("Needed: {options}, or --cases FILE.csv.", options=", ".join(missing)))
    try:
        return answer(row)
    except RuleBroken as broken:
        raise BadUsage(_with_fields(broken, "--")) from broken


def _for_each(file: str, needed: Sequence[str], answer: Callable[[Row], ResultT]) -> list[ResultT]:
    answers = []
    for line, row in rows(file, needed):
        try:
            answers.append(answer(row))
        except RuleBroken as broken:
            raise BadUsage(located(file, line, _with_fields(broken, ""))) from broken
    return answers


def _with_fields(broken: RuleBroken, prefix: str) -> Message:
    if not broken.fields:
        return broken.message
    name, why = next(iter(broken.fields.items()))
    return msg("{message} ({field}: {why})", message=broken.message, field=f"{prefix}{name}", why=why)


def _whole(row: Row, name: str) -> int:
    text = row.get(name, "")
    if not (text.isascii() and text.isdigit()) or len(text) > _DIGITS:
        raise RuleBroken(
            msg("“{text}” is not a whole number.", text=text), fields={name: msg("A whole number is needed.")}
        )
    return int(text)


def _number(row: Row, name: str) -> float:
    try:
        return float(row.get(name, ""))
    except ValueError:
        raise RuleBroken(
            msg("“{text}” is not a number.", text=row.get(name, "")),
            fields={name: msg("A number is needed.")},
        ) from None


def _yes(row: Row, name: str) -> bool:
    """yes or no; an empty cell is yes, as production is taken to be steady unless said otherwise."""
    text = row.get(name, "").lower()
    if text not in ("", "yes", "no"):
        raise RuleBroken(msg("“{text}” is neither yes nor no.", text=text), fields={name: msg("yes or no.")})
    return text != "no"


def _word(row: Row, name: str, words: type[WordT], default: str) -> WordT:
    text = (row.get(name) or default).lower()
    try:
        return words(text)
    except ValueError:
        raise RuleBroken(
            msg("“{text}” is not one of: {listed}.", text=text, listed=", ".join(words)),
            fields={name: msg("Not on the list.")},
        ) from None
