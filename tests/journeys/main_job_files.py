"""What a shop, a forwarder and a maker send for the main job: five small files that belong together."""

from __future__ import annotations

from pathlib import Path

FILES = {
    "parties": """code,name,name_zh,short_name,country,roles,street,city,phone,email
HAOYU,"Ningbo Haoyu Electric Appliance Co., Ltd.",宁波浩宇电器有限公司,Haoyu,CN,manufacturer,\
88 Xingye Rd,Ningbo,+86 574 5550 0288,quality@haoyu.example
BRUCKNER,Brückner Haushaltswaren GmbH,,Brückner,DE,importer; authorised_rep,\
Großer Burstah 31,Hamburg,+49 40 555 01 72,recht@brueckner.example
DOUANE,Van der Meer Douane B.V.,,Van der Meer,NL,declarant,\
Maasvlakte 7,Rotterdam,+31 10 555 20 20,desk@vdmeer.example
""",
    "products": """sku,name,name_zh,brand,model,category,gtin,hs_code,origin,maker
KT-1704B,Glass kettle 1.7 L,玻璃电热水壶 1.7 L,Lanting,KT-1704B,electrical_lv,6971234560216,851679,CN,HAOYU
""",
    "lots": """批号,SKU,数量,箱数,生产日期
NB-2610-A,KT-1704B,8,2,2026-10-28
""",
    "shipments": """number,status,mode,market,destination_country,transport,\
tracking_number,arrives_on,currency,line_no,sku,lot,quantity,cartons,value
SH-2026-0418,Draft,B2C,EU,DE,Sea,RR473124829GB,2026-12-27,EUR,\
1,KT-1704B,NB-2610-A,8,2,139.20
""",
    "orders": """订单号;buyer;buyer_name;city;country;market;placed_at;delivered_at;currency;sku;quantity;\
unit_price;lot;tracking_number
DE-3058871;B-1;Anna Krüger;Leipzig;DE;EU;2026-10-02;2026-10-09;EUR;KT-1704B;1;\
39,90;NB-2610-A;RR473124829GB
""",
}


def write_files(folder: Path) -> dict[str, Path]:
    """Write them and say where each kind is."""
    for kind, content in FILES.items():
        (folder / f"{kind}.csv").write_text(content, encoding="utf-8")
    return {kind: folder / f"{kind}.csv" for kind in FILES}
