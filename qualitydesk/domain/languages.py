"""What languages are called, by their ISO 639-1 codes: those of markets and neighbours, and our own."""

from __future__ import annotations

from collections.abc import Mapping

from qualitydesk.domain.values import Bilingual

_NAMES: Mapping[str, Bilingual] = {
    "ar": Bilingual("Arabic", "阿拉伯文"),
    "bg": Bilingual("Bulgarian", "保加利亚文"),
    "cs": Bilingual("Czech", "捷克文"),
    "da": Bilingual("Danish", "丹麦文"),
    "de": Bilingual("German", "德文"),
    "el": Bilingual("Greek", "希腊文"),
    "en": Bilingual("English", "英文"),
    "es": Bilingual("Spanish", "西班牙文"),
    "et": Bilingual("Estonian", "爱沙尼亚文"),
    "fi": Bilingual("Finnish", "芬兰文"),
    "fr": Bilingual("French", "法文"),
    "ga": Bilingual("Irish", "爱尔兰文"),
    "hi": Bilingual("Hindi", "印地文"),
    "hr": Bilingual("Croatian", "克罗地亚文"),
    "hu": Bilingual("Hungarian", "匈牙利文"),
    "it": Bilingual("Italian", "意大利文"),
    "ja": Bilingual("Japanese", "日文"),
    "ko": Bilingual("Korean", "韩文"),
    "lt": Bilingual("Lithuanian", "立陶宛文"),
    "lv": Bilingual("Latvian", "拉脱维亚文"),
    "mt": Bilingual("Maltese", "马耳他文"),
    "nl": Bilingual("Dutch", "荷兰文"),
    "no": Bilingual("Norwegian", "挪威文"),
    "pl": Bilingual("Polish", "波兰文"),
    "pt": Bilingual("Portuguese", "葡萄牙文"),
    "ro": Bilingual("Romanian", "罗马尼亚文"),
    "ru": Bilingual("Russian", "俄文"),
    "sk": Bilingual("Slovak", "斯洛伐克文"),
    "sl": Bilingual("Slovenian", "斯洛文尼亚文"),
    "sv": Bilingual("Swedish", "瑞典文"),
    "tr": Bilingual("Turkish", "土耳其文"),
    "zh": Bilingual("Chinese", "中文"),
}


def language_name(code: str) -> Bilingual:
    """What a language is called; its region is left out ("zh_CN"), one that is not known stays as it is."""
    return _NAMES.get(code.strip().replace("-", "_").split("_")[0].lower()) or Bilingual(code)


def languages_name(codes: str) -> Bilingual:
    """The languages of a paper ("zh_CN / en") in words, one after the other."""
    names = [language_name(code) for code in codes.split("/")]
    return Bilingual(" + ".join(one.en for one in names), " + ".join(one.in_language("zh") for one in names))
