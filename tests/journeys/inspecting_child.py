"""A process that inspects without end: each figure a draft, the value, a defect, the next unit.

Each step is said on its standard output once it is saved.
"""

from __future__ import annotations

import sys

from qualitydesk.bootstrap import open_backend
from qualitydesk.domain.inspection.states import CheckKind, CheckOutcome
from qualitydesk.services import drafts, inspections
from qualitydesk.services.desk import Desk
from tests.builders import desk_of


def main(location: str, key: str) -> None:
    """Go on where the inspection stands."""
    desk = desk_of(open_backend(location, create=False), "chen")
    while True:
        one_unit(desk, key)


def one_unit(desk: Desk, key: str) -> None:
    """Answer every check of the unit in hand and finish it."""
    file = inspections.open_inspection(desk, key)
    for check in (each for each in file.checks if each.sample_size >= file.unit):
        if check.kind is CheckKind.MEASURE:
            text = str(check.upper if check.upper is not None else check.lower)
            for end in range(1, len(text) + 1):
                drafts.save_draft(desk, "capture", key, {"check": check.id, "typed": text[:end]})
                tell("draft", file.unit, check.id, text[:end])
            inspections.record_reading(desk, check.id, file.unit, text)
        elif check.kind is CheckKind.CHOICE:
            inspections.record_choice(desk, check.id, file.unit, check.choices[0].name.en)
        else:
            inspections.record_check(desk, check.id, file.unit, CheckOutcome.PASS)
        tell("answer", file.unit, check.id, "")
    defect = inspections.add_defect(desk, key, "P-03", unit=file.unit)
    tell("defect", file.unit, defect, "")
    inspections.next_unit(desk, key)
    tell("unit", file.unit, "", "")


def tell(*words: object) -> None:
    """One line, at once."""
    sys.stdout.write("\t".join(str(word) for word in words) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
