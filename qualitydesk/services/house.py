"""The house: our own company as it stands on papers, and what new records start with. For managers.

Two people may edit it at once: what they changed is joined field by field, and only the same field asks.
"""

from __future__ import annotations

from dataclasses import asdict, replace
from pathlib import Path
from zoneinfo import available_timezones

from qualitydesk.domain.errors import Conflict, RuleBroken
from qualitydesk.domain.money import MINOR_DIGITS
from qualitydesk.domain.people import MANAGING
from qualitydesk.domain.values import Bilingual, Message, msg
from qualitydesk.records import Party
from qualitydesk.services.desk import Desk
from qualitydesk.settings import House
from qualitydesk.store.attachments import recognised
from qualitydesk.store.house import locked_house, read_house, write_house
from qualitydesk.store.session import Work


def open_house(desk: Desk) -> House:
    """The house as recorded now."""
    with desk.store.read() as read:
        return read_house(read)


def own_party(desk: Desk, house: House) -> Bilingual:
    """What we are called among the parties; empty where nobody is named as us."""
    if not house.party_id:
        return Bilingual("")
    with desk.store.read() as read:
        row = read.find(Party, id=house.party_id)
    return Bilingual(row.name, row.name_zh) if row is not None else Bilingual("")


def edit_house(desk: Desk, seen: House, wanted: House) -> House:
    """Record what ``wanted`` changed since ``seen``; the house as it is then, others' changes included.

    Raises Conflict for fields that somebody else changed to something else meanwhile, RuleBroken by field.
    """
    desk.require(*MANAGING)
    before, after = asdict(seen), asdict(wanted)
    mine = {name: value for name, value in after.items() if value != before[name]}
    with desk.store.write(desk.person, "edit the house") as work:
        now = locked_house(work)
        theirs = asdict(now)
        clash = [name for name in mine if theirs[name] not in (before[name], mine[name])]
        if clash:
            raise Conflict(
                msg("Somebody else changed this while you were working on it. What you typed is kept."),
                theirs={name: theirs[name] for name in clash},
                mine={name: mine[name] for name in clash},
            )
        joined = replace(now, **mine)
        check_house(joined)
        _require_party(work, joined)
        if joined != now:
            write_house(work, joined)
        return joined


def keep_logo(desk: Desk, path: Path) -> str:
    """Keep the picture of a file for the logo; the key that ``House.logo`` takes. Raises as ``read_logo``."""
    desk.require(*MANAGING)
    content = read_logo(path)
    with desk.store.write(desk.person, "keep a logo") as work:
        return desk.attachments.add(work, content, path.name)


def read_logo(path: Path) -> bytes:
    """The picture of a file, looked at and kept nowhere yet.

    Raises RuleBroken at the field "logo" for a file that cannot be read or is no picture.
    """
    no_picture = msg("The logo must be a picture: PNG or JPEG.")
    try:
        content = path.read_bytes()
        _, picture = recognised(content)
    except OSError as error:
        raise _refused(msg("The file {file} cannot be read.", file=path.name)) from error
    except RuleBroken as error:
        raise _refused(no_picture) from error
    if picture is None:
        raise _refused(no_picture)
    return content


def check_house(house: House) -> None:
    """Raise RuleBroken with the fields that are wrong."""
    wrong: dict[str, Message] = {}
    if not house.name.strip():
        wrong["name"] = msg("Enter a name.")
    if house.email and "@" not in house.email:
        wrong["email"] = msg("This is no e-mail address.")
    if house.currency not in MINOR_DIGITS:
        wrong["currency"] = msg("This currency is not known.")
    if house.timezone not in available_timezones():
        wrong["timezone"] = msg("This time zone is not known.")
    if wrong:
        raise RuleBroken(msg("Some entries are missing or wrong."), fields=wrong)


def _require_party(work: Work, house: House) -> None:
    if house.party_id and work.find(Party, id=house.party_id) is None:
        raise RuleBroken(
            msg("Some entries are missing or wrong."), fields={"party_id": msg("Choose a recorded party.")}
        )


def _refused(why: Message) -> RuleBroken:
    return RuleBroken(why, fields={"logo": why})
