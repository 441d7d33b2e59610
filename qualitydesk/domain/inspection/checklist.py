"""Checklists: what is looked at on each unit, and whether an answer or a measured value is inside its
tolerance.

Values only; reading the files of resources/checklists and saving answers belong to the services.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from qualitydesk.domain.errors import RuleBroken
from qualitydesk.domain.inspection.sampling import LEVELS, plan
from qualitydesk.domain.inspection.states import CheckKind, CheckOutcome
from qualitydesk.domain.values import Bilingual, Message, msg

NOTHING_SAID = Bilingual("")


@dataclass(frozen=True, slots=True)
class Choice:
    """One possible answer and whether it is accepted."""

    name: Bilingual
    accepted: bool

    def __str__(self) -> str:
        """As stored: + or - for accepted or not, then both names."""
        return f"{'+' if self.accepted else '-'}{self.name.en}|{self.name.zh}"


def choice_from(text: str) -> Choice:
    """A stored choice read back."""
    en, _, zh = text[1:].partition("|")
    return Choice(Bilingual(en, zh), text.startswith("+"))


def answers_from(text: str) -> tuple[Choice, ...]:
    """Answers as a person writes them, one on each line: "+ Type F | F 型" is accepted, "- Other" is not."""
    return tuple(_answer(line.strip()) for line in text.splitlines() if line.strip(" +-|"))


def _answer(line: str) -> Choice:
    en, _, zh = line.lstrip("+- ").partition("|")
    return Choice(Bilingual(en.strip(), zh.strip()), not line.startswith("-"))


def answers_text(choices: Sequence[Choice]) -> str:
    """Answers as ``answers_from`` reads them."""
    lines = (
        f"{'+' if one.accepted else '-'} {' | '.join(filter(None, (one.name.en, one.name.zh)))}"
        for one in choices
    )
    return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class Check:
    """One line of a checklist.

    ``lower`` and ``upper`` are the tolerance of a measure in ``unit``; either may be open. ``sample`` is
    empty for every unit of the sample, else a special level (S-2), a number of units ("5"), "2 cartons", or
    "lot". A failing check of every unit counts as the defect it names; any other failing check decides by
    itself.
    """

    code: str
    name: Bilingual
    requirement: Bilingual
    kind: CheckKind
    defect: str
    how_to: Bilingual = NOTHING_SAID
    sample: str = ""
    unit: str = ""
    lower: Decimal | None = None
    upper: Decimal | None = None
    choices: tuple[Choice, ...] = ()
    photo_required: bool = False


@dataclass(frozen=True, slots=True)
class Checklist:
    """The starter checklist of a product category."""

    category: str
    version: int
    name: Bilingual
    checks: tuple[Check, ...]


UNITS: Mapping[str, Message] = {
    "% of label": msg("% of label"),
    "% of rating": msg("% of rating"),
    "cm off": msg("cm off"),
    "mm off": msg("mm off"),
    "mm over": msg("mm over"),
}
"""What a value is measured in, where words stand beside the sign."""
_CARTONS = re.compile(r"(\d+) cartons?")


def unit_name(unit: str) -> Message:
    """What a value is measured in: a sign is the same in every language."""
    return UNITS.get(unit) or msg("{text}", text=unit)


def measured(found: str) -> Message:
    """A kept value or span of values in words: its unit stands behind it as it is written in English."""
    unit = next((unit for unit in UNITS if found.endswith(f" {unit}")), "")
    if not unit:
        return msg("{text}", text=found)
    return msg("{value} {unit}", value=found.removesuffix(f" {unit}"), unit=UNITS[unit])


def sample_name(sample: str) -> Message:
    """On how many units a check is made."""
    if not sample:
        return msg("every unit of the sample")
    if sample == "lot":
        return msg("once for the lot")
    if sample in LEVELS:
        return msg("level {level}", level=sample)
    cartons = _CARTONS.fullmatch(sample)
    return msg("{n} cartons", n=cartons[1]) if cartons else msg("{n} units", n=sample)


FINEST = 12
"""So many digits after the point at most; nothing measures finer, and each of them would be stored."""


def _digits_after(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


def parse_measure(text: str) -> Decimal:
    """A measured value as typed, with a point or a decimal comma."""
    try:
        value = Decimal(text.strip().replace(",", "."))
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite() or abs(value) >= Decimal(10) ** 9 or _digits_after(value) > FINEST:
        raise RuleBroken(
            msg("“{text}” is not a measured value.", text=text),
            fields={"value": msg("Type a number, such as 1.83.")},
        )
    return value


def inside(value: Decimal, lower: Decimal | None, upper: Decimal | None) -> bool:
    """Whether a measured value lies within its tolerance, limits included."""
    return (lower is None or value >= lower) and (upper is None or value <= upper)


def judge_measure(value: Decimal, lower: Decimal | None, upper: Decimal | None) -> CheckOutcome:
    """Pass inside the tolerance, Fail outside."""
    return CheckOutcome.PASS if inside(value, lower, upper) else CheckOutcome.FAIL


def judge_choice(name: str, choices: Sequence[Choice]) -> CheckOutcome:
    """Pass for an accepted answer; an answer that is not on the list is refused."""
    for choice in choices:
        if choice.name.en == name:
            return CheckOutcome.PASS if choice.accepted else CheckOutcome.FAIL
    raise RuleBroken(
        msg("This answer is not on the list."), fields={"value": msg("Choose one of the answers.")}
    )


@lru_cache(maxsize=4096)
def sample_size(sample: str, lot: int, n: int) -> int:
    """How many units (or cartons) of the ``n`` drawn from a lot of ``lot`` a check looks at: all of them, a
    special level's letter, a number, or the lot once.
    """
    if not sample:
        return n
    if sample in LEVELS:
        return min(plan(lot, sample, "2.5").inspect_qty, n)
    number = sample.split(maxsplit=1)[0]
    return min(int(number), lot, n) if number.isdigit() else min(1, n)


def tolerance_text(lower: Decimal | None, upper: Decimal | None, unit: str) -> str:
    """A tolerance as it is written beside a value: "1.75–1.90 m", "≤ 0.5 mA", "≥ 2.1 mm"."""
    if lower is not None and upper is not None:
        span = f"{lower}" if lower == upper else f"{lower}–{upper}"
    elif upper is not None:
        span = f"≤ {upper}"
    elif lower is not None:
        span = f"≥ {lower}"
    else:
        return unit
    return f"{span} {unit}".strip()


def check_definition(check: Check) -> tuple[Message, ...]:
    """What is wrong with a check as it is defined; empty when it can be used."""
    faults: list[Message] = []
    if not check.name.en or not check.name.zh:
        faults.append(msg("Check {code} needs its name in English and Chinese.", code=check.code))
    if not (check.sample in ("", "lot", *LEVELS) or check.sample.split()[0].isdigit()):
        faults.append(msg("Check {code} has a sample that cannot be read.", code=check.code))
    if check.kind is CheckKind.CHOICE and not any(choice.accepted for choice in check.choices):
        faults.append(msg("Check {code} has no answer that is accepted.", code=check.code))
    if check.kind is CheckKind.MEASURE:
        faults.extend(_measure_faults(check))
    return tuple(faults)


def _measure_faults(check: Check) -> list[Message]:
    faults: list[Message] = []
    if not check.unit:
        faults.append(msg("Check {code} measures without a unit.", code=check.code))
    if check.lower is None and check.upper is None:
        faults.append(msg("Check {code} measures without a tolerance.", code=check.code))
    elif check.lower is not None and check.upper is not None and check.lower > check.upper:
        faults.append(msg("The tolerance of check {code} is upside down.", code=check.code))
    return faults


def checklist_from(data: Mapping[str, object], shared: Mapping[str, Mapping[str, object]]) -> Checklist:
    """A checklist from its file: ``checks`` are written out or taken from ``shared`` by ``use``."""
    entries = data["checks"]
    assert isinstance(entries, list)
    return Checklist(
        category=str(data["category"]),
        version=int(str(data.get("version", 1))),
        name=bilingual(data["name"]),
        checks=tuple(_check_from({**shared.get(str(entry.get("use")), {}), **entry}) for entry in entries),
    )


def bilingual(value: object) -> Bilingual:
    """Both languages from a mapping with en and zh, or one text."""
    if isinstance(value, Mapping):
        return Bilingual(str(value.get("en", "")), str(value.get("zh", "")))
    return Bilingual(str(value or ""))


def _check_from(entry: Mapping[str, object]) -> Check:
    return Check(
        code=str(entry["id"]),
        name=bilingual(entry["name"]),
        requirement=bilingual(entry.get("requirement")),
        kind=CheckKind(str(entry.get("kind", "pass_fail"))),
        defect=str(entry["defect"]),
        how_to=bilingual(entry.get("how_to")),
        sample=str(entry.get("sample", "")),
        unit=str(entry.get("unit", "")),
        lower=_limit(entry.get("lower")),
        upper=_limit(entry.get("upper")),
        choices=_choices(entry.get("choices")),
        photo_required=bool(entry.get("photo", False)),
    )


def _limit(value: object) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _choices(value: object) -> tuple[Choice, ...]:
    if not isinstance(value, list):
        return ()
    return tuple(Choice(bilingual(each), bool(each["accepted"])) for each in value)
