"""A process that saves parties with a paper each and says each key on its standard output once saved."""

from __future__ import annotations

import sys

from qualitydesk.bootstrap import open_backend
from qualitydesk.domain.keys import new_key
from qualitydesk.domain.people import PROGRAM
from qualitydesk.records import Party

_PDF = b"%PDF-1.4 paper "


def main(location: str) -> None:
    """Save without end."""
    backend = open_backend(location, create=False)
    while True:
        key = new_key()
        with backend.store.write(PROGRAM, "create a party") as work:
            work.insert(Party, id=key, code=key, name=f"Party {key}")
            paper = backend.attachments.add(work, _PDF + key.encode(), f"{key}.pdf")
            backend.attachments.link(work, paper, "party", key, "Paper")
            work.change(Party, key, note="complete")
        sys.stdout.write(key + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1])
