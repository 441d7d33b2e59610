"""Numbers of parties, goods and transport: how they are written and what is doubtful about them.

A doubt is a warning, never a refusal: registers hold numbers older than their rules. What a scanner sends is
read here too (GS1 General Specifications: element strings, Digital Link addresses, plain numbers).
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from string import ascii_uppercase, digits
from typing import Any

from qualitydesk.domain.values import Bilingual, Message, msg

INCOTERMS = ("EXW", "FCA", "CPT", "CIP", "DAP", "DPU", "DDP", "FAS", "FOB", "CFR", "CIF")


@dataclass(frozen=True, slots=True)
class NumberCheck:
    """A number as it is compared (``value``) and what is doubtful about it; no doubt means it looks right."""

    scheme: str
    value: str
    doubts: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class NumberScheme:
    """A kind of number: its name, the python-stdnum module that knows it, or our own check."""

    code: str
    name: Bilingual
    stdnum: str = ""
    check: Callable[[str], Message | None] | None = None
    checked_tail: int = 1


def compact(text: str) -> str:
    """Without the blanks, dots and hyphens that people write between groups; capitals."""
    return re.sub(r"[\s.\-/·]", "", text).upper()


def check_number(scheme: str, text: str) -> NumberCheck:
    """Look at ``text`` as a number of ``scheme``; an unknown scheme has no doubts."""
    known = SCHEMES.get(scheme)
    value = compact(text)
    if not value or known is None:
        return NumberCheck(scheme, value or text.strip())
    doubt = known.check(value) if known.check else _stdnum_doubt(known, value)
    return NumberCheck(scheme, value, (doubt,) if doubt else ())


def mod10_check_digit(body: str) -> str:
    """The GS1 check digit that follows ``body`` (GS1 General Specifications, section 7.9)."""
    total = sum(int(digit) * (3 if place % 2 == 0 else 1) for place, digit in enumerate(reversed(body)))
    return str(-total % 10)


def s10_check_digit(body: str) -> str:
    """The check digit that follows the eight figures of a postal item number (UPU S10)."""
    total = sum(int(digit) * weight for digit, weight in zip(body, (8, 6, 4, 2, 3, 5, 9, 7), strict=True))
    return {10: "0", 11: "5"}.get(11 - total % 11, str(11 - total % 11))


def _should_be(expected: str) -> Message:
    return msg("Check digit should be {digit}", digit=expected)


def _mod10(*lengths: int) -> Callable[[str], Message | None]:
    def check(value: str) -> Message | None:
        if not value.isascii() or not value.isdigit():
            return msg("Only figures are expected")
        if len(value) not in lengths:
            return _wrong_length(lengths, value)
        expected = mod10_check_digit(value[:-1])
        return None if value[-1] == expected else _should_be(expected)

    return check


def _wrong_length(lengths: tuple[int, ...], value: str) -> Message:
    wanted = ", ".join(str(length) for length in lengths)
    return msg("Should have {wanted} figures, has {count}", wanted=wanted, count=len(value))


def _s10(value: str) -> Message | None:
    if not re.fullmatch(r"[A-Z]{2}[0-9]{9}[A-Z]{2}", value):
        return msg("Two letters, nine figures and a country code are expected")
    expected = s10_check_digit(value[2:10])
    return None if value[10] == expected else _should_be(expected)


def _eori(value: str) -> Message | None:
    if value.startswith(("GB", "XI")):
        fits = re.fullmatch(r"(GB|XI)[0-9]{12}([0-9]{3})?", value)
    else:
        fits = re.fullmatch(r"[A-Z]{2}[A-Z0-9]{1,15}", value)
    return None if fits else msg("A country code and up to 15 letters or figures are expected")


def _hs(value: str) -> Message | None:
    if not re.fullmatch(r"[0-9]{6}([0-9]{2}){0,2}", value):
        return msg("6, 8 or 10 figures are expected")
    return (
        None
        if "01" <= value[:2] <= "97" and value[:2] != "77"
        else msg("There is no chapter {n}", n=value[:2])
    )


def _incoterm(value: str) -> Message | None:
    return None if value[:3] in INCOTERMS else msg("Not one of the Incoterms 2020")


def _stdnum_doubt(known: NumberScheme, value: str) -> Message | None:
    module: Any = importlib.import_module(f"stdnum.{known.stdnum}")
    faults: Any = importlib.import_module("stdnum.exceptions")
    try:
        module.validate(value)
    except faults.InvalidChecksum:
        expected = _mended_tail(module, value, known.checked_tail)
        return _should_be(expected) if expected else msg("The check digit does not fit")
    except faults.InvalidLength:
        return msg("The number has the wrong length ({count})", count=len(value))
    except faults.ValidationError:
        return msg("The number is not written as a {scheme}", scheme=known.name.en)
    return None


def _mended_tail(module: Any, value: str, width: int) -> str:
    """The last ``width`` characters that would make the number right, or nothing."""
    body = value[:-width]
    tails = (f"{n:0{width}d}" for n in range(10**width)) if width > 1 else iter(digits + ascii_uppercase)
    return next((tail for tail in tails if module.is_valid(body + tail)), "")


def _scheme(code: str, en: str, zh: str, stdnum: str = "", **more: Any) -> NumberScheme:
    return NumberScheme(code, Bilingual(en, zh), stdnum, **more)


SCHEMES = {
    scheme.code: scheme
    for scheme in (
        _scheme("gtin", "GTIN", "商品条码 GTIN", check=_mod10(8, 12, 13, 14)),
        _scheme("gln", "GLN", "位置码 GLN", check=_mod10(13)),
        _scheme("sscc", "SSCC", "物流单元 SSCC", check=_mod10(18)),
        _scheme("uscc", "Unified social credit code", "统一社会信用代码", "cn.uscc"),
        _scheme("lei", "LEI", "法人识别编码 LEI", "lei", checked_tail=2),
        _scheme("eori", "EORI", "欧盟海关编号 EORI", check=_eori),
        _scheme("vat_eu", "EU VAT number", "欧盟增值税号", "eu.vat"),
        _scheme("vat_gb", "GB VAT number", "英国增值税号", "gb.vat", checked_tail=2),
        _scheme("us_ein", "US employer number (EIN)", "美国雇主识别号 EIN", "us.ein"),
        _scheme("container", "Container number", "集装箱号", "iso6346"),
        _scheme("kr_brn", "KR business registration number", "韩国营业登记号", "kr.brn"),
        _scheme("jp_corporate_number", "JP corporate number", "日本法人编号", "jp.cn"),
        _scheme("au_abn", "AU business number (ABN)", "澳大利亚商业号 ABN", "au.abn"),
        _scheme("in_gstin", "IN GSTIN", "印度 GSTIN", "in_.gstin"),
        _scheme("br_cnpj", "BR CNPJ", "巴西 CNPJ", "br.cnpj", checked_tail=2),
        _scheme("ru_inn", "RU INN", "俄罗斯 INN", "ru.inn"),
        _scheme("ca_bn", "CA business number", "加拿大商业号", "ca.bn"),
        _scheme("imo", "IMO ship number", "IMO 船舶编号", "imo"),
        _scheme("upu_s10", "Postal item number", "邮件号码 S10", check=_s10),
        _scheme("hs", "HS code", "HS 编码", check=_hs),
        _scheme("incoterm", "Incoterm", "贸易术语", check=_incoterm),
    )
}
"""Every kind of number that is checked, by its code in the rule packs."""


@lru_cache(maxsize=4096)
def number_doubts(scheme: str, text: str) -> tuple[Message, ...]:
    """What is doubtful about ``text`` as a number of ``scheme``; nothing for an empty text."""
    return check_number(scheme, text).doubts


def tracking_scheme(text: str) -> str:
    """ "container", "upu_s10", "sscc" or "" by the shape of a transport number."""
    value = compact(text)
    shapes = {"container": r"[A-Z]{3}[UJZ]\d{7}", "upu_s10": r"[A-Z]{2}\d{9}[A-Z]{2}", "sscc": r"\d{18}"}
    return next((scheme for scheme, shape in shapes.items() if re.fullmatch(shape, value)), "")


@dataclass(frozen=True, slots=True)
class Scan:
    """What a scanner sent, taken apart; ``lot`` is GS1 field 10, ``serial`` 21, ``expiry`` 17 (else 15)."""

    raw: str
    gtin: str = ""
    lot: str = ""
    serial: str = ""
    expiry: date | None = None
    sscc: str = ""
    elements: tuple[tuple[str, str], ...] = ()
    doubts: tuple[Message, ...] = field(default=())

    @property
    def key(self) -> str:
        """The text to look up: the most exact number of the scan, else all of it."""
        return self.serial or self.lot or self.gtin or self.sscc or self.raw


SEPARATOR = "\x1d"
_GTIN_LENGTHS = (8, 12, 13, 14)
_FIXED = {"00": 18, "01": 14, "02": 14, "11": 6, "12": 6, "13": 6, "15": 6, "16": 6, "17": 6, "20": 2}
_FIXED |= {f"41{n}": 13 for n in range(8)}
_VARIABLE = {"10": 20, "21": 20, "22": 20, "30": 8, "37": 8, "235": 28, "240": 30, "241": 30, "242": 6}
_VARIABLE |= {"250": 30, "251": 30, "253": 30, "254": 20, "400": 30, "401": 30, "402": 17, "403": 30}
_VARIABLE |= {"420": 20, "421": 12, "422": 3, "426": 3, "710": 20, "711": 20, "712": 20, "713": 20}
_VARIABLE |= {"714": 20, "8200": 70}
_VARIABLE |= {str(n): 90 for n in range(91, 100)} | {"90": 30}


def parse_scan(text: str) -> Scan:
    """Take a scanned or typed text apart; what is not understood stays in ``raw`` and nothing is raised."""
    raw = text.strip().strip(SEPARATOR)
    body = re.sub(r"^\](C1|d[126]|Q[13]|e0|E[04])", "", raw)
    elements = _digital_link(body) or _bracketed(body) or _element_string(body, marked=body != raw)
    if elements:
        return _from_elements(raw, elements)
    return _plain(body)


def _plain(text: str) -> Scan:
    value = compact(text)
    if value.isdigit() and len(value) in _GTIN_LENGTHS and not number_doubts("gtin", value):
        return Scan(text, gtin=value)
    if value.isdigit() and len(value) == 18 and not number_doubts("sscc", value):
        return Scan(text, sscc=value)
    doubts = number_doubts("gtin", value) if value.isdigit() and len(value) in (13, 14) else ()
    return Scan(text, doubts=doubts)


def _from_elements(raw: str, elements: list[tuple[str, str]]) -> Scan:
    found: dict[str, str] = {}
    for code, value in elements:
        found.setdefault(code, value)
    gtin = found.get("01") or found.get("02", "")
    doubts = number_doubts("gtin", gtin) + number_doubts("sscc", found.get("00", ""))
    return Scan(
        raw,
        gtin=_short_gtin(gtin),
        lot=found.get("10", ""),
        serial=found.get("21", ""),
        expiry=_day(found.get("17") or found.get("15", "")),
        sscc=found.get("00", ""),
        elements=tuple(elements),
        doubts=doubts,
    )


@lru_cache(maxsize=4096)
def gtin_forms(text: str) -> tuple[str, ...]:
    """An article number as it may be recorded, with and without the zeros in front; none for other texts."""
    value = compact(text)
    if not (value.isascii() and value.isdigit() and len(value) in _GTIN_LENGTHS):
        return ()
    figures = value.lstrip("0")
    return tuple(figures.zfill(length) for length in _GTIN_LENGTHS if length >= len(figures))


def _short_gtin(gtin: str) -> str:
    """As products carry it: a 14-figure number with a leading zero is a 13-figure one."""
    return gtin[1:] if len(gtin) == 14 and gtin.startswith("0") else gtin


def _day(text: str) -> date | None:
    """YYMMDD; day 00 is the last day of the month (GS1 General Specifications, section 3.4)."""
    if not re.fullmatch(r"[0-9]{6}", text):
        return None
    year, month, day = 2000 + int(text[:2]), int(text[2:4]), int(text[4:])
    try:
        if day == 0:
            following = date(year + month // 12, month % 12 + 1, 1)
            return date.fromordinal(following.toordinal() - 1)
        return date(year, month, day)
    except ValueError:
        return None


def _digital_link(text: str) -> list[tuple[str, str]]:
    found = re.match(r"https?://[^/]+(?:/[^/]+)*?/01/([0-9]{8,14})((?:/(?:10|21|22)/[^/?]+)*)", text)
    if not found:
        return []
    pairs = re.findall(r"/(10|21|22)/([^/?]+)", found.group(2))
    pairs += re.findall(r"[?&](1[57])=([0-9]{6})", text)
    return [("01", found.group(1).zfill(14)), *pairs]


def _bracketed(text: str) -> list[tuple[str, str]]:
    if not re.match(r"\([0-9]{2,4}\)", text):
        return []
    return [(code, value.strip()) for code, value in re.findall(r"\(([0-9]{2,4})\)([^(]+)", text)]


def _element_string(text: str, *, marked: bool) -> list[tuple[str, str]]:
    """Element string without brackets; unmarked text counts only if it begins with a right GTIN or SSCC."""
    if not marked and SEPARATOR not in text and not _begins_right(text):
        return []
    try:
        return list(_split(text))
    except ValueError:
        return []


def _begins_right(text: str) -> bool:
    if text.startswith("01") and len(text) >= 16:
        return not number_doubts("gtin", text[2:16])
    return text.startswith("00") and len(text) >= 20 and not number_doubts("sscc", text[2:20])


def _split(text: str) -> Iterator[tuple[str, str]]:
    while text:
        code = next((text[:n] for n in (4, 3, 2) if _known(text[:n])), "")
        if not code:
            raise ValueError(text)
        text = text[len(code) :]
        length = _FIXED.get(code) or (6 if code[0] == "3" and len(code) == 4 else 0)
        value = text[:length] if length else text.split(SEPARATOR, 1)[0]
        if not value or (length and len(value) < length) or len(value) > (length or _VARIABLE[code]):
            raise ValueError(text)
        text = text[len(value) :].removeprefix(SEPARATOR)
        yield code, value


def _known(code: str) -> bool:
    return code in _FIXED or code in _VARIABLE or bool(re.fullmatch(r"3[1-6][0-9]{2}", code))
