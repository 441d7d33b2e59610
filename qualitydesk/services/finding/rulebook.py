"""Finding rules: they are no records but pages of the rule packs, so they are looked through in memory."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from qualitydesk.domain.rules import RulePack
from qualitydesk.domain.values import Bilingual
from qualitydesk.services.desk import Desk
from qualitydesk.store.search import Hit
from qualitydesk.store.search.words import runs_of

SHORTEST = 2
"""A letter or a figure alone is in every rule."""


def find_rules(desk: Desk, words: str, limit: int = 5) -> tuple[Hit, ...]:
    """The rules whose name, law or market holds all of ``words``; the packs are read when first asked."""
    wanted = runs_of(words)
    if len("".join(wanted)) < SHORTEST:
        return ()
    fitting = (hit for text, hit in _pages(desk.rules) if _holds(text, wanted))
    return tuple(islice(fitting, limit))


def _holds(text: str, wanted: list[str]) -> bool:
    folded = " " + " ".join(runs_of(text))
    return all(f" {run}" in folded or (not run.isascii() and run in folded) for run in wanted)


def _pages(pack: RulePack) -> Iterator[tuple[str, Hit]]:
    for market in pack.markets.values():
        place = f"{market.code} {market.name.en} {market.name.zh}"
        for regime in market.regimes:
            yield f"{regime.id} {regime.law} {place}", Hit("rule", regime.id, regime.id, regime.law)
        for scheme in market.schemes:
            name = scheme.name
            title = Bilingual(f"{name.en} · {market.code}", f"{name.zh or name.en} · {market.code}")
            yield f"{scheme.id} {name.en} {name.zh} {place}", Hit("rule", scheme.id, scheme.code, title)
        for rule in market.timed_rules:
            name = rule.title
            title = Bilingual(f"{name.en} · {rule.law}", f"{name.zh or name.en} · {rule.law}")
            yield f"{rule.id} {title.en} {name.zh} {place}", Hit("rule", rule.id, rule.id, title)
