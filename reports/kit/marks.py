"""Small drawn things that papers share: tally boxes, share bars, week bars, verdict box, signatures, verify
box.

They are drawn as shapes and readable in grey. The facts in them belong to the papers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from qualitydesk.domain.values import Bilingual
from reports.kit.imprint import Imprint
from reports.kit.lines import Line, Span, fill, height, one_line
from reports.kit.page import Block
from reports.kit.pen import Pen
from reports.kit.styles import BODY, LABEL, NUMBER, SMALL, STRONG, TEXT_WIDTH, Style
from reports.kit.words import Both, Words, moment


def tally(pen: Pen, x: float, y: float, found: int, reject_at: int, room: float) -> None:
    """One box per defect: filled where found, open up to what is accepted, dashed where rejection begins."""
    boxes = max(found, reject_at)
    step = min(7.6, room / max(boxes, 1))
    side = step * 0.83
    for place in range(boxes):
        left = x + place * step
        if place == reject_at - 1:
            pen.frame(left, y, side, side, colour="bad", radius=side * 0.15, thick=0.75, dashed=True)
        if place < found:
            inset = 1.1 if place >= reject_at - 1 else 0.0
            colour = "bad" if place >= reject_at - 1 else "ink"
            pen.bar(left + inset, y + inset, side - 2 * inset, side - 2 * inset, colour, side * 0.15)
        elif place < reject_at - 1:
            pen.frame(left, y, side, side, colour="ink-2", radius=side * 0.15, thick=0.6)


def verdict_box(
    pen: Pen, right: float, y: float, icon: str, tone: str, title: str, detail: str, *, calm: bool = False
) -> None:
    """The framed answer at the upper right; a calm one is smaller."""
    first = one_line(title, (STRONG_CALM if calm else VERDICT_STYLE).of(tone), 190)
    second = one_line(detail, (SMALL if calm else BODY).of(tone), 210)
    size, tall = (15.0, 33.0) if calm else (22.0, 41.0)
    wide = max(first.width, second.width) + size + 32
    left = right - wide
    pen.frame(left, y, wide, tall, colour=tone, radius=4.5, thick=1.0 if calm else 1.4)
    pen.icon(icon, left + 11, y + (tall - size) / 2, size, tone, 2.1)
    words = left + 19 + size
    top = y + (tall - first.leading - second.leading) / 2
    pen.line(second, words, pen.lines([first], words, top))


VERDICT_STYLE = Style("bold", 13, 17)
STRONG_CALM = Style("medium", 9, 12)


def share_bar(pen: Pen, x: float, y: float, wide: float, share: float, colour: str) -> None:
    """A share of a whole between 0 and 1 on a pale track."""
    pen.bar(x, y, wide, 5.2, "track", 1.2)
    if share > 0:
        pen.bar(x, y, max(wide * min(share, 1.0), 1.5), 5.2, colour, 1.2)


def undecided_bar(pen: Pen, x: float, y: float, wide: float, share: float) -> None:
    """A share that nobody bears yet: dashed and empty, so that it cannot be taken for somebody's."""
    pen.bar(x, y, wide, 5.2, "track", 1.2)
    pen.frame(x, y, max(wide * min(share, 1.0), 4.0), 5.2, colour="mute", radius=1.2, thick=0.6, dashed=True)


def bar_chart(values: Sequence[tuple[str, int]], wide: float) -> Block:
    """Few upright bars with their figures above and names below."""
    tall, top = 42.0, max((value for _, value in values), default=0) or 1
    step = wide / max(len(values), 1)

    def draw(pen: Pen, x: float, y: float) -> None:
        base = y + tall
        for place, (name, value) in enumerate(values):
            left, length = x + place * step + step * 0.17, (tall - 12) * value / top
            pen.bar(left, base - max(length, 0.8), step * 0.66, max(length, 0.8), "bar")
            figure, label = one_line(str(value), SMALL.of("ink")), one_line(name, LABEL)
            pen.line(figure, left, base - length - 11, align="centre", room=step * 0.66)
            pen.line(label, left, base + 3, align="centre", room=step * 0.66)

    return Block(tall + 13, draw)


@dataclass(frozen=True, slots=True)
class Signed:
    """A person's signature under a paper: in which capacity, who, when (in the house's zone)."""

    role: Both
    name: Bilingual
    at: datetime | None


def signatures(tr: Words, signed: Sequence[Signed], imprint: Imprint, gap: float = 14.0) -> Block:
    """The row at the foot of the first page: one box per signature, then the box to verify by."""
    boxes = list(signed)[:2]
    wide = 200.0 if boxes else TEXT_WIDTH
    each = (TEXT_WIDTH - wide - 12.0 * len(boxes)) / max(len(boxes), 1)
    names = [fill([Span(tr.name(person.name).joined, STRONG)], each - 20)[:2] for person in boxes]
    tall = max([84.0] + [56.0 + height(lines) for lines in names])

    def draw(pen: Pen, x: float, y: float) -> None:
        for place, (person, name) in enumerate(zip(boxes, names, strict=True)):
            _signature(pen, tr, person, name, (x + place * (each + 12), y, each, tall))
        verify_box(pen, tr, imprint, (x + TEXT_WIDTH - wide, y, wide, tall))

    return Block(tall, draw, gap=10.0)


def _signature(
    pen: Pen, tr: Words, person: Signed, name: Sequence[Line], box: tuple[float, float, float, float]
) -> None:
    x, y, wide, tall = box
    pen.frame(x, y, wide, tall)
    pen.line(one_line(person.role.joined, LABEL, wide - 20), x + 10, y + 7)
    bottom = y + tall - 12.5 - 9 - height(name)
    if person.at:
        signed_mark(pen, tr, x + 10, y + 19, wide - 20)
    pen.rule(x + 10, bottom - 2, wide - 20, "frame")
    pen.lines(name, x + 10, bottom + 1)
    pen.line(one_line(moment(person.at), LABEL.of("ink-2"), wide - 20), x + 10, bottom + 1 + height(name))


def signed_mark(pen: Pen, tr: Words, x: float, y: float, room: float) -> None:
    """Says in ink that the person signed in the program with a password of their own."""
    pen.icon("signature", x - 1, y + 1, 17, "pen", 1.8)
    words = fill([Span(tr("signed electronically").joined, Style("medium", 7.5, 9.4, "pen"))], room - 22)[:2]
    pen.lines(words, x + 21, y + 9.5 - height(words) / 2)


def verify_box(pen: Pen, tr: Words, imprint: Imprint, box: tuple[float, float, float, float]) -> None:
    """QR code, how to use it, check code and short hash; a draft says that it proves nothing."""
    x, y, wide, tall = box
    pen.frame(x, y, wide, tall)
    if imprint.draft:
        text = tr("A draft. It is not registered and cannot be verified.")
        pen.lines(fill([Span(text.first, BODY), Span(" " + text.second, SMALL)], wide - 20), x + 10, y + 10)
        return
    size = min(tall - 12, 63.0)
    pen.qr(imprint.qr, x + 8, y + (tall - size) / 2, size)
    left, room = x + size + 18, wide - size - 26
    top = y + (tall - 72) / 2
    pen.line(one_line(tr("Verify").joined, STRONG, room), left, top)
    hint = tr("Scan in “Verify a paper”")
    for line in (hint.first, hint.second):
        pen.line(one_line(line, LABEL, room), left, top + 12)
        top += 9 if line else 0
    pen.line(one_line(tr("Check code").joined, LABEL, room), left, top + 14)
    pen.line(one_line(imprint.check_code, NUMBER), left, top + 22)
    pen.line(one_line(short_hash(imprint), LABEL, room), left, top + 34)
    pen.line(one_line(chain_words(tr, imprint, 16), LABEL, room), left, top + 43)


def chain_words(tr: Words, imprint: Imprint, shown: int) -> str:
    """The head of the audit chain when the paper was issued; each copy in the world is a witness of it."""
    words = tr("chain {n} {head}", n=imprint.chain_seq, head=imprint.chain_head[:shown])
    return words.second or words.first


def short_hash(imprint: Imprint) -> str:
    """The beginning of the record's hash, for comparing by eye."""
    return f"SHA-256 {imprint.record_hash[:8]} {imprint.record_hash[8:16]}"


def verify_strip(tr: Words, imprint: Imprint) -> Block:
    """The wide box at the foot of the first page: QR code, how to verify, codes, and who issued it."""
    tall, size = 52.0, 42.0

    def draw(pen: Pen, x: float, y: float) -> None:
        pen.frame(x, y, TEXT_WIDTH, tall)
        _strip_words(pen, tr, imprint, x, y + 5, size)
        left, room = x + 357, TEXT_WIDTH - 367
        label = tr("Prepared by") if imprint.draft else tr("Issued by")
        pen.line(one_line(label.joined, LABEL, room), left, y + 8)
        pen.line(one_line(tr.name(imprint.issued_by).joined or "–", STRONG, room), left, y + 18)
        pen.rule(left, y + 33, room, "frame")
        pen.line(one_line(moment(imprint.issued_at), LABEL.of("ink-2"), room), left, y + 36)

    return Block(tall, draw, gap=10.0)


def _strip_words(pen: Pen, tr: Words, imprint: Imprint, x: float, y: float, size: float) -> None:
    left, room = x + 63, 284.0
    if imprint.draft:
        text = tr("A draft. It is not registered and cannot be verified.")
        pen.lines(fill([Span(text.joined, BODY)], room)[:3], x + 10, y + 8)
        return
    pen.qr(imprint.qr, x + 10, y, size)
    code = tr("Check code")
    hint = tr("Scan in “Verify a paper”")
    second = [Span(f"{hint.second or hint.first} · {code.joined} ", SMALL), Span(imprint.check_code, CODE)]
    record = tr("record {number}, revision {revision}", number=imprint.record, revision=imprint.revision)
    pen.line(one_line(tr("Verify this paper").joined, STRONG, room), left, y + 1)
    pen.line(fill(second, room)[0], left, y + 13.5)
    pen.line(one_line(f"{short_hash(imprint)} · {record.second or record.first}", SMALL, room), left, y + 25)
    pen.line(one_line(chain_words(tr, imprint, 48), LABEL, room), left, y + 35)


CODE = Style("bold", 7.8, 10.5)
