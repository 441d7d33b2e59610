"""How every command ends: run it, print one answer or one complaint, tell the exit status.

The only place of the console where any fault is caught: it is logged, and the person reads one sentence.
"""

from __future__ import annotations

import argparse
import functools
import json
import logging
import re
import sys
from typing import TYPE_CHECKING, cast

from qualitydesk.domain.errors import Conflict, NotFound, QualityDeskError, RuleBroken
from qualitydesk.domain.values import Message, msg
from ui.console.answers import BAD_USAGE, NEGATIVE, NOT_AVAILABLE, Answer, BadUsage, ConsoleContext, as_json

if TYPE_CHECKING:
    from qualitydesk.services.desk import Desk
    from qualitydesk.translation import Translator

_log = logging.getLogger(__name__)
_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def finish(args: argparse.Namespace, common: argparse.Namespace) -> int:
    """Run the chosen command and print what it says; the exit status."""
    from qualitydesk.translation import Translator

    _speak_utf8()
    tr = Translator(common.lang or "en")
    try:
        answer = _run(args, common, tr)
    except BrokenPipeError:
        return 0
    except KeyboardInterrupt:
        return _complain(tr, msg("Stopped. Nothing was left half done."), NOT_AVAILABLE, common)
    except BadUsage as fault:
        return _complain(tr, fault.message, BAD_USAGE, common)
    except QualityDeskError as fault:
        return _complain(tr, fault.message, _status_of(fault), common, fault)
    except OSError as fault:
        return _complain(tr, _file_fault(fault), NOT_AVAILABLE, common)
    except Exception as fault:
        from ui.log import keep_log

        keep_log()
        _log.exception("the command failed")
        return _complain(tr, _unexpected(fault), NOT_AVAILABLE, common)
    return answer.exit


def _run(args: argparse.Namespace, common: argparse.Namespace, tr: Translator) -> Answer:
    from ui.console.opening import address_of, open_console_desk

    opened: list[Desk] = []

    @functools.cache
    def open_desk() -> Desk:
        opened.append(open_console_desk(common.db))
        return opened[0]

    try:
        context = ConsoleContext(tr=tr, open_desk=open_desk, db=address_of(common.db))
        answer = cast("Answer", args.run(args, context))
        print(as_json(answer.data, tr) if common.json else harmless(answer.text), flush=True)
    finally:
        for desk in opened:
            desk.store.close()
    return answer


def harmless(text: str) -> str:
    """``text`` as a terminal may show it: what would steer it, or turn its lines around, is spelled out."""
    return _STEERING.sub(lambda found: f"[U+{ord(found[0]):04X}]", text)


def _status_of(fault: QualityDeskError) -> int:
    if isinstance(fault, RuleBroken):
        return NEGATIVE if fault.findings else BAD_USAGE
    if isinstance(fault, NotFound):
        return BAD_USAGE
    return NOT_AVAILABLE


def _complain(
    tr: Translator,
    message: Message,
    status: int,
    common: argparse.Namespace,
    fault: QualityDeskError | None = None,
) -> int:
    lines = [tr(message), *_particulars(fault, tr)]
    print(harmless("\n".join(lines)), file=sys.stderr)
    if common.json:
        print(
            json.dumps(
                {"error": {"message": lines[0], "details": lines[1:], "exit": status}}, ensure_ascii=False
            )
        )
    return status


def _particulars(fault: QualityDeskError | None, tr: Translator) -> list[str]:
    if isinstance(fault, RuleBroken):
        fields = [f"  {name}: {tr(what)}" for name, what in fault.fields.items()]
        return fields + [
            f"  {finding.subject}: {tr(finding.title)} ({tr.law(finding.citation)})"
            for finding in fault.findings
        ]
    if isinstance(fault, Conflict):
        return [f"  {name}: {value}" for name, value in fault.theirs.items()]
    return []


def _file_fault(fault: OSError) -> Message:
    where = str(fault.filename or "")
    return msg(
        "{file}: {reason}. Nothing was changed.", file=where, reason=fault.strerror or type(fault).__name__
    )


def _unexpected(fault: Exception) -> Message:
    return msg(
        "This is a fault of the program ({kind}); nothing was left half done. The details are in its log.",
        kind=type(fault).__name__,
    )


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")
