"""The headless commands: one module per group, each of which adds its commands to the parser.

Here are the words common to all (--db, --json, --lang), the finding of the right group, and the end of every
command: one answer, one exit status, never a traceback. No Qt is imported here; a group only when asked for.
"""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Sequence

GROUPS = {
    "db": "ui.console.db",
    "demo": "ui.console.demo",
    "import": "ui.console.importing",
    "export": "ui.console.exporting",
    "sampling": "ui.console.sampling",
    "gate": "ui.console.gate",
    "trace": "ui.console.trace",
    "coverage": "ui.console.coverage",
    "deadlines": "ui.console.deadlines",
    "issue": "ui.console.issue",
    "report": "ui.console.report",
    "verify": "ui.console.verify",
    "audit": "ui.console.audit",
}
"""The first word of a command and the module that adds it."""

_LANGUAGES = ("en", "zh_CN")


def main(argv: Sequence[str] | None = None) -> int:
    """Do what the command line asks and tell the exit status; without a command open the window."""
    words = list(sys.argv[1:] if argv is None else argv)
    try:
        common, rest = _common_parser().parse_known_args(words)
        if not rest and not common.help:
            return _open_window(common, words)
        rest += ["--help"] * common.help
        args = _full_parser(rest).parse_args(rest)
    except SystemExit as stop:
        return _misused(words, int(stop.code or 0))
    from ui.console.ending import finish

    return finish(args, common)


def _misused(words: Sequence[str], code: int) -> int:
    """The line could not be read, which standard error has told; JSON, if wanted, says it as every fault."""
    if code and "--json" in words:
        message = "The command line could not be understood; --help names its words."
        import json

        print(json.dumps({"error": {"message": message, "details": [], "exit": code}}))
    return code


def _common_parser() -> argparse.ArgumentParser:
    """The options that may stand anywhere on the line."""
    parser = argparse.ArgumentParser(prog="qualitydesk", add_help=False, allow_abbrev=False)
    parser.add_argument("--db", metavar="URL", default="")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--lang", choices=_LANGUAGES, default="")
    parser.add_argument("--demo", action="store_true")
    parser.add_argument("--open", metavar="NUMBER", default="")
    parser.add_argument("--theme", choices=("system", "light", "dark", "contrast"), default="")
    parser.add_argument("--help", "-h", action="store_true")
    return parser


def _full_parser(words: Sequence[str]) -> argparse.ArgumentParser:
    """The parser for this line; only the group it names is loaded, all of them when it names none."""
    parser = argparse.ArgumentParser(
        prog="qualitydesk",
        description="Who answers for this product? Without a command the window opens.",
        epilog="Anywhere on the line: --db URL (a file or postgresql://…), --json, --lang en|zh_CN. "
        "For the window: --demo (a ready-made example database of its own), --open NUMBER (a record).",
    )
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    named = words[:1] if words[0] in GROUPS else GROUPS
    for group in (GROUPS[name] for name in named):
        importlib.import_module(group).add(commands)
    return parser


def _open_window(common: argparse.Namespace, words: Sequence[str]) -> int:
    if common.json:
        print("--json needs a command; without one the window opens.", file=sys.stderr)
        return 2
    if _no_display():
        print("There is no display here; the commands work without one: --help names them.", file=sys.stderr)
        return 3
    # asked for by name, so that no command ever loads Qt
    status: int = importlib.import_module("ui.app").run_window(words)
    return status


def _no_display() -> bool:
    """Whether Qt would end the program at once, because nothing can be shown on."""
    named = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform.startswith("linux") and not any(os.environ.get(name) for name in named)
