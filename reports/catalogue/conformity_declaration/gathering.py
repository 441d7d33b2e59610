"""Gathers a declaration of conformity from the certificate that records it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from qualitydesk.domain.certification.status import CertificateStatus
from qualitydesk.domain.values import Bilingual, Tone, msg
from qualitydesk.services import certificates, parties
from reports.catalogue.conformity_declaration.content import Declaration, DeclaredGoods, Declarer
from reports.declaration import Gathered, Readiness, Subject

if TYPE_CHECKING:
    from qualitydesk.domain.markets import Scheme
    from qualitydesk.services.certificates import CertificateFile
    from qualitydesk.services.desk import Desk

DECLARED = ("self_declared", "mixed")
"""Schemes in which somebody declares; in all others a body or an authority gives the paper."""
IN_FORCE = (CertificateStatus.VALID, CertificateStatus.EXPIRING)
NOBODY = Declarer(Bilingual(""), "", "")


def gather(desk: Desk, number: str) -> Gathered[Declaration]:
    """Certificate ``number`` as it stands now. NotFound for an unknown number."""
    file = certificates.open_certificate(desk, number.strip())
    fields = file.fields
    content = Declaration(
        number=fields["number"],
        status=file.status.value,
        scheme=file.scheme.name if file.scheme else Bilingual(fields["scheme"]),
        market=file.market,
        goods=tuple(DeclaredGoods(one.sku, one.name, one.maker) for one in file.goods),
        models=file.models,
        declarer=_declarer(desk, fields["holder_id"]),
        citations=tuple(fields["citations"] or ()),
        standards=tuple(fields["standards"] or ()),
        body=file.issuer,
        body_number=fields["body_number"],
        valid_from=fields["valid_from"],
        valid_to=fields["valid_to"],
        elements=file.scheme.certificate_elements if file.scheme else (),
    )
    subject = Subject(file.id, content.number, file.version)
    counts = {"elements": str(len(content.elements))}
    readers = (content.declarer.name,) if content.declarer.name else ()
    return Gathered(subject, content, counts, tuple(_readiness(content, file)), readers=readers)


def _declarer(desk: Desk, party: str | None) -> Declarer:
    if party is None:
        return NOBODY
    file = parties.open_party(desk, party)
    return Declarer(file.facts.full_name, file.address_line, file.contact_line)


def _readiness(content: Declaration, file: CertificateFile) -> Iterator[Readiness]:
    """What the model asks for and is lacking forbids; what a person may know better warns."""
    yield Readiness(Tone.OK, msg("The declaration states the certificate as it stands now"))
    yield from _must(content, file.scheme)
    if file.status not in IN_FORCE:
        yield Readiness(Tone.WARN, msg("The certificate is “{status}”", status=msg(file.status.value)))
    if not content.declarer.address:
        yield Readiness(Tone.WARN, msg("No address of {name} is on record", name=content.declarer.name.en))
    if not content.citations:
        yield Readiness(Tone.WARN, msg("No legislation is named"))
    if not content.standards:
        yield Readiness(Tone.WARN, msg("No standard is named"))
    for doubt in file.doubts:
        yield Readiness(Tone.WARN, doubt)


def _must(content: Declaration, scheme: Scheme | None) -> Iterator[Readiness]:
    if scheme is None or scheme.attestation not in DECLARED:
        yield Readiness(Tone.BAD, msg("{scheme} is not declared: a body gives it", scheme=content.scheme))
    if not content.declarer.name:
        yield Readiness(Tone.BAD, msg("Nobody is recorded who declares"))
    if not content.goods and not content.models:
        yield Readiness(Tone.BAD, msg("No product and no model is named"))
