"""One cell into one value: text, whole and exact numbers, days, instants, yes and no, countries, lists.

Each parser takes a cell as its file gave it and raises ``BadValue`` with a plain message; blank gives None.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from qualitydesk.domain.countries import country_code
from qualitydesk.domain.values import Message, msg
from qualitydesk.exchange.inert import restored
from qualitydesk.exchange.reading.table import Cell
from qualitydesk.exchange.several import parted

MAX_TEXT = 32_000
EPOCH_1900, EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)
_SERIALS = range(1, 2_958_466)
_SERIAL_TEXT = re.compile(r"[2-6]\d{4}(?:\.\d+)?")
_ERROR = re.compile(r"#(?:DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!|GETTING_DATA|SPILL!|CALC!)")
_ISO_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_YEAR_FIRST = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
_PARTS = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{2}|\d{4})(?!\d)")
_PACKED = re.compile(r"(19|20)(\d\d)(\d\d)(\d\d)")
_NAMED = re.compile(r"(\d{1,2})[-\s.]+([A-Za-z]{3,9})\.?[-\s,.]+(\d{4}|\d{2})(?!\d)")
_NAMED_US = re.compile(r"([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
_CLOCK = re.compile(
    r"[T\s,]*(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?\s*([AaPp]\.?[Mm]\.?)?\s*(Z|UTC|[+-]\d\d:?\d\d)?"
)
_ORDERS = {
    "dmy": msg("day, month, year"),
    "mdy": msg("month, day, year"),
    "ymd": msg("year, month, day"),
}
_MONTH_NAMES = "jan feb mar apr may jun jul aug sep oct nov dec"
_MONTHS = {name: n for n, name in enumerate(_MONTH_NAMES.split(), 1)}
_GROUPS = str.maketrans("", "", " '\u00a0\u202f\u2009’_")
_MONEY_MARKS = re.compile(r"^(?:[A-Z]{2,3}\s?)?[€$£¥￥₹₩]|[€$£¥￥₹₩元]$|^[A-Z]{3}\s+|\s+[A-Z]{3}$|^R\$")
_YES = frozenset({"yes", "y", "true", "1", "x", "on", "是", "有", "对", "真"})
_NO = frozenset({"no", "n", "false", "0", "off", "否", "无", "不", "假"})
_NO_COUNTRY = frozenset({"unspecified", "unknown", "n/a", "-", "none", "未知", "不详"})


class BadValue(ValueError):
    """A cell that can't be read as what its column should hold."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


def shown(cell: Cell) -> str:
    """A cell as people know it, for reports: bounded, numbers without a needless point."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    return str(cell)[:200]


def read_text(cell: Cell) -> str | None:
    """Trimmed text; whole numbers from workbooks without a point; our spreadsheet guard taken off."""
    if cell is None or cell == "":
        return None
    if isinstance(cell, str):
        if cell[0].isalnum() and cell[-1].isalnum() and len(cell) <= MAX_TEXT:
            return cell
        text = restored(cell).strip()
        if text[:1] == "#" and _ERROR.fullmatch(text):
            raise BadValue(msg("The cell holds a spreadsheet error."))
        if len(text) > MAX_TEXT:
            raise BadValue(msg("The text is longer than {n} characters.", n=MAX_TEXT))
        return text or None
    if isinstance(cell, list):
        return "; ".join(part for item in cell if (part := _item(item))) or None
    if isinstance(cell, datetime) and cell.time() == time.min:
        return cell.date().isoformat()
    return shown(cell)


def _item(item: object) -> str:
    """One entry of a JSON list; of an object its name, else its first text."""
    if isinstance(item, dict):
        texts = [value for value in item.values() if isinstance(value, str) and value.strip()]
        return str(item.get("Name") or next(iter(texts), ""))[:MAX_TEXT].strip()
    return "" if item is None else str(item)[:MAX_TEXT].strip()


def read_code(cell: Cell) -> str | None:
    """A number or code as text, without inner line breaks."""
    text = read_text(cell)
    return " ".join(text.split()) if text else None


def read_whole(cell: Cell, decimal: str = ".") -> int | None:
    """A whole number; 12.0 counts as one, 12.5 does not."""
    if type(cell) is int and abs(cell) < 10**15:
        return cell
    if isinstance(cell, str) and cell.isdigit() and cell.isascii() and len(cell) < 16:
        return int(cell)
    number = read_decimal(cell, decimal)
    if number is None:
        return None
    if number != number.to_integral_value() or abs(number) >= 10**15:
        raise BadValue(msg("This is not a whole number."))
    return int(number)


def read_decimal(cell: Cell, decimal: str = ".") -> Decimal | None:
    """An exact number, digit for digit; group marks are dropped, (12) and 12- are negative."""
    if isinstance(cell, bool):
        raise BadValue(msg("This is not a number."))
    if isinstance(cell, int | float):
        return _bounded(Decimal(cell if isinstance(cell, int) else repr(cell)))
    text = read_text(cell)
    if text is None:
        return None
    return _decimal(text, decimal)


def read_amount(cell: Cell, decimal: str = ".") -> Decimal | None:
    """An amount of money as an exact number; a currency sign or code around it is dropped."""
    text = read_text(cell) if isinstance(cell, str) else None
    if text is None:
        return read_decimal(cell, decimal)
    return _decimal(_MONEY_MARKS.sub("", _MONEY_MARKS.sub("", text)).strip(), decimal)


def _decimal(text: str, decimal: str) -> Decimal:
    sign = 1
    if text.startswith("(") and text.endswith(")"):
        sign, text = -1, text[1:-1]
    elif text.endswith("-"):
        sign, text = -1, text[:-1]
    text = text.translate(_GROUPS).replace("−", "-")
    group = "," if decimal == "." else "."
    if group in text:
        text = _without_groups(text, group, decimal)
    try:
        number = Decimal(text.replace(",", ".")) * sign
    except InvalidOperation as error:
        raise BadValue(msg("This is not a number.")) from error
    return _bounded(number)


def _bounded(number: Decimal) -> Decimal:
    if not number.is_finite() or abs(number.adjusted()) > 30:
        raise BadValue(msg("This is not a number."))
    return number


def _without_groups(text: str, group: str, decimal: str) -> str:
    """Group marks stand before every three digits, or the text is no number of this convention."""
    head, mark, tail = text.partition(decimal)
    parts = head.lstrip("+-").split(group)
    if group in tail or not 1 <= len(parts[0]) <= 3 or any(len(part) != 3 for part in parts[1:]):
        if not mark and text.count(group) == 1:
            return text.replace(group, ".")
        raise BadValue(msg("This is not a number."))
    return text.replace(group, "")


def read_day(cell: Cell, order: str = "dmy", date1904: bool = False) -> date | None:
    """A calendar day: ISO, year first, day or month first by ``order``, month names, a workbook's serial."""
    if isinstance(cell, str):
        return _day_text(cell, order) if cell else None
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date) or cell is None:
        return cell
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _serial(cell, date1904).date()
    raise BadValue(msg("This is not a date."))


@lru_cache(maxsize=4096)
def _day_text(text: str, order: str) -> date | None:
    found = read_moment(text, order)
    return found.date() if found else None


def read_instant(cell: Cell, order: str = "dmy", date1904: bool = False) -> datetime | None:
    """An instant in UTC; a time without a zone is taken as UTC."""
    moment = read_moment(cell, order, date1904)
    if moment is None:
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def read_moment(cell: Cell, order: str = "dmy", date1904: bool = False) -> datetime | None:
    """A date with or without a time of day, as written; midnight when no time is given."""
    if isinstance(cell, datetime):
        return cell
    if isinstance(cell, date):
        return datetime.combine(cell, time.min)
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _serial(cell, date1904)
    text = read_text(cell)
    if text is None:
        return None
    if _ISO_DAY.match(text):
        try:
            return datetime.fromisoformat(text)
        except ValueError:
            pass
    if _SERIAL_TEXT.fullmatch(text):
        return _serial(float(text), date1904)
    day, rest = _leading_day(text, order)
    return _with_clock(day, rest)


def _serial(number: float, date1904: bool) -> datetime:
    """The instant of a workbook's day number. Before March 1900 its calendar has a day that never was."""
    if not _SERIALS.start <= number < _SERIALS.stop:  # no number at all is not between them either
        raise BadValue(msg("This is not a date."))
    if date1904:
        start = EPOCH_1904
    else:
        start = EPOCH_1900 if number >= 60 else date(1899, 12, 31)
    moment = datetime.combine(start, time.min) + timedelta(days=number)
    return (moment + timedelta(microseconds=500)).replace(microsecond=0)


def _leading_day(text: str, order: str) -> tuple[date, str]:
    if found := _YEAR_FIRST.match(text):
        parts = (int(found[1]), int(found[2]), int(found[3]))
    elif found := _PARTS.match(text):
        parts = _ordered(found, order)
    elif found := _NAMED.match(text):
        parts = (_year(found[3]), _month(found[2]), int(found[1]))
    elif found := _NAMED_US.match(text):
        parts = (int(found[3]), _month(found[1]), int(found[2]))
    elif found := _PACKED.match(text):
        parts = (int(found[1] + found[2]), int(found[3]), int(found[4]))
    else:
        raise BadValue(msg("This is not a date."))
    try:
        return date(*parts), text[found.end() :]
    except ValueError as error:
        raise BadValue(_no_such_day(found, order)) from error


def _no_such_day(found: re.Match[str], order: str) -> Message:
    """A day that no calendar has; where it may be read otherwise, as what it was read."""
    if found.re is _PARTS:
        return msg("There is no such day: {day}, read as {order}.", day=found[0], order=_ORDERS[order])
    return msg("There is no such day: {day}.", day=found[0])


def _ordered(found: re.Match[str], order: str) -> tuple[int, int, int]:
    first, second, year = int(found[1]), int(found[2]), found[3]
    if order == "ymd" and len(year) == 2:
        return _year(found[1]), second, int(year)
    return (_year(year), first, second) if order == "mdy" else (_year(year), second, first)


def _year(text: str) -> int:
    number = int(text)
    if len(text) == 4:
        return number
    return number + (2000 if number < 70 else 1900)


def _month(name: str) -> int:
    try:
        return _MONTHS[name[:3].lower()]
    except KeyError as error:
        raise BadValue(msg("This is not a date.")) from error


def _with_clock(day: date, rest: str) -> datetime:
    if not rest.strip():
        return datetime.combine(day, time.min)
    found = _CLOCK.fullmatch(rest.rstrip())
    if not found:
        raise BadValue(msg("This is not a date."))
    hour, half = int(found[1]), (found[5] or "").lower()[:1]
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    try:
        clock = time(hour, int(found[2]), int(found[3] or 0), int((found[4] or "0").ljust(6, "0")[:6]))
    except ValueError as error:
        raise BadValue(msg("There is no such time of day.")) from error
    moment = datetime.combine(day, clock)
    zone = found[6]
    if not zone:
        return moment
    return datetime.fromisoformat(moment.isoformat() + ("+00:00" if zone in {"Z", "UTC"} else zone))


def read_flag(cell: Cell) -> bool | None:
    """Yes or no, in words, digits or a workbook's own flags."""
    if isinstance(cell, bool):
        return cell
    text = read_text(cell)
    if text is None:
        return None
    word = text.casefold()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise BadValue(msg("This is neither yes nor no."))


def read_list(cell: Cell) -> list[str] | None:
    """Several values in one cell, separated by semicolons or line breaks; see ``several``."""
    if isinstance(cell, list):
        return [shown(item) for item in cell if item is not None]  # type: ignore[arg-type]  # JSON values
    text = read_text(cell)
    if text is None:
        return None
    return parted(text)


def one_of(text: str | None, allowed: Iterable[str]) -> str | None:
    """The allowed word that ``text`` means, whatever its case; refuses others and names the allowed ones."""
    if text is None:
        return None
    words = tuple(allowed)
    if text in words:
        return text
    folded = {word.casefold(): word for word in words}
    found = folded.get(text.casefold())
    if found is None:
        raise BadValue(msg("Write one of: {words}.", words=", ".join(word for word in words if word)))
    return found


def read_country(cell: Cell) -> str | None:
    """A country as its two-letter code."""
    text = read_text(cell)
    if text is None or text.casefold() in _NO_COUNTRY:
        return None
    code = country_code(text)
    if not code:
        raise BadValue(msg("This country is not known."))
    return code
