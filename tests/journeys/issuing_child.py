"""A process that issues certificates without end, and says each number on its standard output once it is
issued."""

from __future__ import annotations

import sys

from qualitydesk.bootstrap import open_backend
from reports.issuing import Wish, issue
from tests.builders import desk_of
from tests.reports.test_issuing import NUMBER


def main(location: str) -> None:
    """Issue without end."""
    desk = desk_of(open_backend(location, create=False), "wang")
    while True:
        entry = issue(desk, Wish("inspection-certificate", NUMBER))
        sys.stdout.write(entry.row.number + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1])
