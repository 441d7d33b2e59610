"""The products of the example company and their certificates, as resources/demo/goods.yaml tells them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from qualitydesk.records import Certificate, CertificateEvent, CertificateScope, Product, ProductModel
from qualitydesk.services.demo.stage import Scene, Stage, told

BRAND = "Lanting Home"


@dataclass(frozen=True)
class Article:
    """A product as the other chapters need it."""

    sku: str
    name: str
    category: str
    hs: str
    maker: str
    plant: str
    price: int
    weight: float


def stock(stage: Stage) -> dict[str, Article]:
    """Enter the products and their papers; the articles by SKU."""
    tale = told("goods")

    def enter(scene: Scene) -> None:
        for product in tale["products"]:
            _product(scene, product, tale["warnings"].get(product["category"], ""))

    stage.plan(stage.at(-425), "wang", "enter the products", enter)
    for paper in tale["certificates"]:
        _plan_certificate(stage, paper)
    return {each["sku"]: _article(each) for each in tale["products"]}


def _article(product: Mapping[str, Any]) -> Article:
    names = ("sku", "name", "category", "hs", "maker", "plant", "price", "weight")
    return Article(**{name: product[name] for name in names})


def _product(scene: Scene, product: Mapping[str, Any], warnings: str) -> None:
    key = scene.add(
        Product,
        product["sku"],
        sku=product["sku"],
        name=product["name"],
        name_zh=product["name_zh"],
        brand=BRAND,
        model=product["model"],
        category=product["category"],
        gtin=product["gtin"],
        hs_code=product["hs"],
        origin="CN",
        maker_id=scene.key(product["maker"]),
        warnings=warnings,
        age_grade=product.get("age", ""),
        attributes={"weight_kg": product["weight"]},
    )
    models = [product["model"], *product.get("more_models", ())]
    scene.add_all(ProductModel, [{"product_id": key, "model": model} for model in models])


def _plan_certificate(stage: Stage, paper: Mapping[str, Any]) -> None:
    at = stage.at(max(paper["from"], -424), 15)
    stage.plan(at, "wang", "enter a certificate", lambda scene: _certificate(scene, paper))


def _certificate(scene: Scene, paper: Mapping[str, Any]) -> None:
    first, status = scene.stage.day(paper["from"]), paper.get("status", "Valid")
    key = scene.add(
        Certificate,
        paper["number"],
        number=paper["number"],
        scheme=paper["scheme"],
        market=paper["market"],
        status=status,
        holder_id=scene.key(paper["holder"]),
        issuer_id=scene.known(paper.get("issuer", "")),
        body_number=paper.get("body", ""),
        issued_on=first,
        valid_from=first,
        valid_to=scene.stage.day(paper["to"]),
        standards=paper.get("standards"),
        citations=paper.get("citations"),
        doubt=paper.get("doubt", ""),
        note=paper.get("note", ""),
    )
    for sku in paper.get("products", ()):
        scene.add(CertificateScope, certificate_id=key, product_id=scene.key(sku))
    for model in paper.get("models", ()):
        scene.add(CertificateScope, certificate_id=key, model=model)
    _history(scene, key, status)


def _history(scene: Scene, certificate: str, status: str) -> None:
    way = ["Draft", "Submitted", "Under review", "Valid"]
    steps = way[: way.index(status) + 1] if status in way else [*way, status]
    by = {"certificate_id": certificate, "person_id": scene.key("wang")}
    moments = [scene.at + timedelta(hours=hour) for hour in range(len(steps))]
    scene.add_all(
        CertificateEvent,
        [{"at": at, "status": step, **by} for at, step in zip(moments, steps, strict=True)],
    )
