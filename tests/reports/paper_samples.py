"""Invented facts for papers, and speakers that need no catalogue."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

from qualitydesk.domain.values import Bilingual, Message, msg
from reports.catalogue.claim_report.content import (
    ClaimReport,
    Cost,
    DeadlineLine,
    Event,
    Link,
    Parties,
    RecoveryLine,
    Remedy,
    Share,
)
from reports.catalogue.inspection_certificate.content import (
    Answers,
    Check,
    DefectLine,
    Goods,
    InspectionCertificate,
    Limit,
    Plan,
    Signing,
)
from reports.declaration import Subject
from reports.kit.figures import Photo, Picture, prepared
from reports.kit.imprint import House
from reports.press import Order

SHANGHAI = timezone(timedelta(hours=8))
ISSUED = datetime(2026, 11, 20, 17, 5, tzinfo=SHANGHAI)
HOUSE = House(
    Bilingual("Hangzhou Lanting Cross-Border Trade Co., Ltd.", "杭州澜庭跨境贸易有限公司"),
    Bilingual("Binjiang District, Hangzhou", "杭州滨江"),
)
ORDER = Order("QD-IC-2026-00931", ISSUED, Bilingual("Wang Shu"), 4711, "ab" * 32)
CLAIM_ORDER = Order("QD-CR-2026-00402", ISSUED, Bilingual("Sofia Brandt"), 4712, "cd" * 32)
CLAIM_SUBJECT = Subject("0192f0c4-0000-7000-8000-000000000002", "CL-2026-1183", 9)
SUBJECT = Subject("0192f0c4-0000-7000-8000-000000000001", "IN-2026-0931", 1)

ZH = {
    "Inspection certificate": "检验证书",
    "Certificate No.": "证书编号",
    "Pass": "合格",
    "Fail": "不合格",
    "Release": "放行",
    "Hold": "暂扣",
    "Decision: {decision}": "决定：{decision}",
    "Product": "产品",
    "Lot and quantity": "批次与数量",
    "Shipment": "发运",
    "Maker": "生产者",
    "Place and date": "检验地点与日期",
    "Answers for the goods": "货物责任人",
    "Sampling plan": "抽样方案",
    "Defects against limits": "缺陷统计",
    "Standard": "标准",
    "Level": "水平",
    "normal": "正常",
    "Code letter": "字码",
    "Sample size n": "样本量",
    "Cartons opened": "抽箱",
    "Class": "等级",
    "Found": "发现",
    "Result": "结论",
    "Critical": "致命",
    "Major": "严重",
    "Minor": "轻微",
    "One box per defect; the dashed box is the rejection number.": "每格一个缺陷，虚线格为拒收数",
    "Checks": "检验项目",
    "Check": "项目",
    "Requirement": "要求",
    "Sample n": "样本",
    "Within limit": "符合",
    "Outside limit": "不符合",
    "This certificate states what was found in the sample of the lot named above at that time and place. "
    "It does not replace a certificate of a notified or designated body.": (
        "本证书仅对上述批次在检验时的抽样结果负责，不代替公告机构或指定认证机构的证书。"
    ),
    "Inspector": "检验员",
    "Approved by": "批准人",
    "signed electronically": "电子签名",
    "Verify": "真伪核验",
    "Scan in “Verify a paper”": "在 QualityDesk「核验文件」中扫码",
    "Check code": "校验码",
    "Issued": "签发",
    "Printed": "打印",
    "Page {page} of {pages}": "第 {page} 页，共 {pages} 页",
    "Defects found": "缺陷明细",
    "Further photos": "其他照片",
    "Reasons and notes": "理由与备注",
    "Code": "代码",
    "Defect": "缺陷",
    "Where": "位置",
    "Note": "备注",
    "Number": "数量",
    "Draft": "草稿",
    "Importer": "进口商",
    "Declared": "已声明",
    "{n} cartons": "{n} 箱",
    "made {day}": "生产于 {day}",
    "Pre-shipment": "装运前检验",
}


class Said:
    """Speaks one language from a small dictionary."""

    def __init__(self, language: str) -> None:
        self.language = language

    def __call__(self, text: str | Message, /, **values: object) -> str:
        if isinstance(text, Message):
            return self(text.text, **text.values)
        known = ZH.get(text, text) if self.language == "zh_CN" else text
        return known.format(**values) if values else known

    def date(self, day: date) -> str:
        return f"{day.year}年{day.month}月{day.day}日" if self.language == "zh_CN" else f"{day:%-d %b %Y}"

    def law(self, citation: str | Bilingual, shortened: Callable[[str], str] | None = None) -> str:
        return str(citation)

    def number(self, value: int) -> str:
        return f"{value:,}"


ENGLISH, CHINESE = Said("en"), Said("zh_CN")


def drawn_photo(tone: int = 0, size: tuple[int, int] = (640, 480)) -> Picture:
    """A picture made here, as papers print it."""
    from PIL import Image, ImageDraw

    image = Image.new("RGB", size, (120 + tone, 130, 150 - tone))
    ImageDraw.Draw(image).ellipse(
        (180, 100, 420, 380), fill=(40, 60 + tone, 90), outline=(240, 240, 240), width=6
    )
    target = io.BytesIO()
    image.save(target, "PNG")
    picture = prepared(target.getvalue())
    assert picture is not None
    return picture


CHECKS = (
    ("High-voltage test", "电气强度", "1,250 V, 3 s, no breakdown", "125", "0.31–0.42 mA"),
    ("Leak at base seam", "渗漏", "1.7 L, 30 min, dry", "32", "0"),
    ("Time to boil 1.7 L", "烧水时间", "≤ 7 min 30 s", "8", "6:52–7:11"),
    ("Rating plate", "铭牌", "model, voltage, maker, importer", "125", "3"),
    ("Surface", "外观", "no scratch over 10 mm", "125", "6"),
    ("Carton drop", "包装跌落", "0.8 m, 10 drops", "2 ctn", "0"),
    ("Barcode", "条码", "GTIN 6971234560216", "42 ctn", "42 / 42"),
)


def certificate(**changes: object) -> InspectionCertificate:
    """The certificate of the kettles."""
    made = InspectionCertificate(
        kind="Pre-shipment",
        result="Pass",
        decision="Release",
        goods=Goods(
            product=Bilingual("Glass electric kettle 1.7 L", "玻璃电热水壶 1.7 L"),
            sku="KT-1704B",
            maker=Bilingual("Ningbo Haoyu Electric Appliance Co., Ltd.", "宁波浩宇电器有限公司"),
            maker_address="",
            lot="NB-2610-A",
            quantity=2400,
            cartons=600,
            made_on=date(2026, 10, 28),
            shipment="SH-2026-0418",
            shipment_line=1,
            route=Bilingual("Ningbo → Rotterdam → Venlo"),
        ),
        place=Bilingual("Cixi plant 2", "慈溪二厂"),
        started_on=date(2026, 11, 19),
        ended_on=date(2026, 11, 20),
        answers=Answers(
            Bilingual("Brückner Haushaltswaren GmbH"), "Importer", "Declared", date(2026, 11, 12)
        ),
        plan=Plan("ISO 2859-1, GB/T 2828.1", "II", "normal", "K", 125, 2400, False, 42),
        limits=(
            Limit("Critical", "0", 0, 1, 0),
            Limit("Major", "2.5", 7, 8, 3),
            Limit("Minor", "4.0", 10, 11, 6),
        ),
        checks=tuple(
            Check(Bilingual(en, zh), Bilingual(want), n, found, "Pass") for en, zh, want, n, found in CHECKS
        ),
        defects=(
            DefectLine("C-11", Bilingual("Scratch", "划痕"), "Minor", 6, "unit 88", "9 mm"),
            DefectLine("P-02", Bilingual("Rating plate crooked", "铭牌歪斜"), "Major", 3, "unit 12", ""),
        ),
        photos=tuple(
            Photo(drawn_photo(tone), Bilingual(en, zh))
            for tone, en, zh in (
                (0, "sampled stack, 42 cartons", "抽样箱垛"),
                (30, "unit 61, front", "样品 61"),
                (60, "unit 61, 0.38 mA", "耐压 1,250 V"),
                (90, "unit 88, minor, 9 mm", "轻微缺陷 C-11"),
            )
        ),
        parts=(),
        departures=(),
        reason="",
        note="",
        revision_reason="",
        reinspection_of="",
        signings=(
            Signing(
                "Inspector", Bilingual("Chen Yu", "陈雨"), datetime(2026, 11, 20, 16, 42, tzinfo=SHANGHAI)
            ),
            Signing("Approved by", Bilingual("Wang Shu", "王舒"), ISSUED),
        ),
    )
    return replace(made, **changes)  # type: ignore[arg-type]  # the callers name fields that exist


CLAIM_EVENTS = (
    Event(None, date(2026, 10, 2), Bilingual("Order placed, delivered 9 Oct by Paketblitz")),
    Event(
        datetime(2026, 11, 14, 9, 12, tzinfo=SHANGHAI),
        None,
        Bilingual("Claim received with three photos", "收到索赔及三张照片"),
    ),
    Event(
        datetime(2026, 11, 14, 18, 20, tzinfo=SHANGHAI),
        None,
        Bilingual("Buyer answered: unplug, keep the kettle"),
    ),
    Event(None, date(2026, 11, 16), Bilingual("Defect L-04 found; no injury, no fire")),
    Event(None, date(2026, 11, 17), Bilingual("Lot NB-2607-B on hold, 788 units in Venlo")),
    Event(None, date(2026, 11, 19), Bilingual("Rhein-Trans accepts 20 % for wet cartons")),
)

CLAIM_DEADLINES = (
    DeadlineLine(Bilingual("Notify the maker"), "CISG Art. 39(1)", "Open", date(2026, 11, 24), None),
    DeadlineLine(Bilingual("Decide remedy"), "BGB § 475(5)", "Open", date(2026, 11, 28), None),
    DeadlineLine(Bilingual("Answer the buyer"), "house rule SR-02", "Kept", None, date(2026, 11, 14)),
    DeadlineLine(Bilingual("Carrier reservation"), "CMR Art. 30(1)", "Kept", None, date(2026, 9, 9)),
)


def _link(kind: str, title: Message, number: str, detail: str) -> Link:
    return Link(kind, title, Bilingual(number), detail=msg("{text}", text=detail))


CLAIM_TRACE = (
    _link("order", msg("Order"), "DE-3058871", "2 Oct 2026, KT-1704"),
    _link("shipment", msg("Shipment"), "SH-2026-0367", "Ningbo → Rotterdam → Venlo, 3 Aug to 9 Sep 2026"),
    _link("lot", msg("Lot"), "NB-2607-B", "2,400 units, 1,612 sold, 14 claims with L-04 (0.9 %)"),
    _link(
        "inspection",
        msg("Inspection"),
        "IN-2026-0712, pass",
        "29 Jul 2026; leak test on 8 units only, all dry",
    ),
    _link("certificate", msg("EU declaration"), "2025-117, valid", "covers KT-1704; LVD and EMC"),
    _link(
        "leg",
        msg("Leg"),
        "3, Rhein-Trans Spedition",
        "9 Sep 2026, accepted with remarks: 12 cartons wet",
    ),
    _link(
        "answers",
        msg("Answers for the goods"),
        "Brückner Haushaltswaren GmbH, Hamburg",
        "+49 40 555 01 72",
    ),
)

CLAIM_SHARES = (
    Share(Bilingual("Ningbo Haoyu"), "maker", 7000, "seam weld open, 8D asked"),
    Share(Bilingual("Rhein-Trans"), "carrier", 2000, "wet cartons, CMR 4471-26"),
    Share(Bilingual("Lanting"), "", 1000, "leak test on too few units"),
)

CLAIM_COSTS = (
    Cost("Refund of price", "Proposed", "39.90", ("27.93", "7.98", "3.99")),
    Cost("Parcel out, lost", "Booked", "5.60", ("3.92", "1.12", "0.56")),
    Cost("Return freight", "Estimate", "7.45", ("5.21", "1.49", "0.75")),
    Cost("Check and disposal", "Estimate", "8.05", ("5.64", "1.61", "0.80")),
    Cost("Goodwill voucher", "Proposed", "10.00", ("7.00", "2.00", "1.00")),
)


def claim(**changes: object) -> ClaimReport:
    """The claim of the leaking kettle."""
    made = ClaimReport(
        status="Under investigation",
        status_at=datetime(2026, 11, 20, 14, 6, tzinfo=SHANGHAI),
        product=Bilingual("Glass electric kettle 1.7 L", "玻璃电热水壶 1.7 L"),
        reason=Bilingual("leak at base seam", "底部接缝渗漏"),
        parties=Parties(
            buyer="Anna Krüger",
            buyer_place="Leipzig",
            order="DE-3058871",
            market=Bilingual("Germany", "德国"),
            handler=Bilingual("Sofia Brandt"),
            declarant=Bilingual("Van der Meer Douane B.V."),
        ),
        asked=Remedy("Refund", "€ 39.90", date(2026, 11, 14)),
        granted=Remedy("None", "", None),
        decide_by=date(2026, 11, 28),
        description="After five weeks the kettle leaks at the bottom. "
        "Water ran into the base and the breaker tripped.",
        events=CLAIM_EVENTS,
        photos=(
            Photo(drawn_photo(20), Bilingual("Photo 1, from buyer")),
            Photo(drawn_photo(70), Bilingual("Photo 2, seam and drops")),
        ),
        deadlines=CLAIM_DEADLINES,
        trace=CLAIM_TRACE,
        shares=CLAIM_SHARES,
        similar_of="NB-2607-B",
        similar=(
            ("w40", 0),
            ("w41", 1),
            ("w42", 0),
            ("w43", 1),
            ("w44", 2),
            ("w45", 1),
            ("w46", 4),
            ("w47", 5),
        ),
        currency="EUR",
        costs=CLAIM_COSTS,
        total=Cost("Total", "", "71.00", ("49.70", "14.20", "7.10")),
        recoveries=(
            RecoveryLine(0, "Draft", date(2026, 11, 24)),
            RecoveryLine(1, "Agreed", date(2026, 11, 19)),
        ),
    )
    return replace(made, **changes)  # type: ignore[arg-type]  # the callers name fields that exist
