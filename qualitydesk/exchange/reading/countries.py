"""Countries by the names and codes that files use for them; the codes are those of ISO 3166-1."""

from __future__ import annotations

from functools import lru_cache

NO_COUNTRY = frozenset({"unspecified", "unknown", "n/a", "na", "-", "none", "未知", "不详"})
_COUNTRY_NAMES = {
    # ISO 3166 has a code for each of the Channel Islands but none for both; Jersey is the larger.
    "channel islands": "JE",
    "eire": "IE",
    "uk": "GB",
    "england": "GB",
    "great britain": "GB",
    "usa": "US",
    "u.s.a.": "US",
    "rsa": "ZA",
    "czech republic": "CZ",
    "south korea": "KR",
    "north korea": "KP",
    "russia": "RU",
    "russian federation": "RU",
    "people's republic of china": "CN",
    "peoples republic of china": "CN",
    "p.r. china": "CN",
    "prc": "CN",
    "china mainland": "CN",
    "中国大陆": "CN",
    "turkey": "TR",
    "the netherlands": "NL",
    "holland": "NL",
    "viet nam": "VN",
    "republic of korea": "KR",
    "hong kong": "HK",
    "taiwan": "TW",
    "united states of america": "US",
    "european community": "EU",
    "el": "GR",
}


@lru_cache(maxsize=1)
def _countries() -> dict[str, str]:
    from babel import Locale

    names: dict[str, str] = {}
    for language in ("en", "zh_Hans", "de", "fr", "es"):
        for code, name in Locale.parse(language).territories.items():
            if len(code) == 2 and code.isalpha():
                names.setdefault(name.casefold(), code)
                names[code.casefold()] = code
    return names | _COUNTRY_NAMES


_ALPHA3_PAIRS = (
    "CHNCN USAUS DEUDE FRAFR ITAIT ESPES GBRGB NLDNL BELBE POLPL SWESE DNKDK FINFI NORNO AUTAT CHECH PRTPT "
    "GRCGR CZECZ HUNHU ROURO BGRBG IRLIE SVKSK SVNSI HRVHR LTULT LVALV ESTEE LUXLU MLTMT CYPCY JPNJP KORKR "
    "TWNTW HKGHK SGPSG MYSMY THATH VNMVN IDNID PHLPH INDIN AUSAU NZLNZ CANCA MEXMX BRABR ARGAR CHLCL RUSRU "
    "UKRUA TURTR ISRIL SAUSA AREAE ZAFZA EGYEG"
)
_ALPHA3 = {pair[:3].casefold(): pair[3:] for pair in _ALPHA3_PAIRS.split()}


@lru_cache(maxsize=4096)
def country_code(name: str) -> str:
    """The ISO 3166-1 alpha-2 code of a country given by code or name (en, zh, de, fr, es), else empty."""
    key = " ".join(name.casefold().replace("’", "'").split())
    return _countries().get(key) or _ALPHA3.get(key) or ""
