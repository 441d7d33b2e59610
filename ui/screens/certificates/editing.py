"""Recording a certificate and changing one: every field, with what it names; conflicts field by field."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qualitydesk.domain.errors import Conflict
from qualitydesk.domain.people import MANAGING
from qualitydesk.services import certificates
from qualitydesk.services.parties import party_choices
from qualitydesk.services.products import product_choices
from ui.kit import failures
from ui.kit.conflict import ConflictDialog, alone
from ui.kit.dialogs import Dialog, ask_form
from ui.kit.drafts import Slot
from ui.kit.editors import ChoiceEditor
from ui.kit.form import Field, FieldKind, Form

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from qualitydesk.services.certificates import CertificateFile
    from qualitydesk.services.parties import Choice
    from ui.context import Context

Values = dict[str, object]
LISTS = ("standards", "citations")


@dataclass(frozen=True, slots=True)
class Given:
    """What a new certificate begins with: from a cell, its market, scheme and product (key, SKU)."""

    market: str = ""
    scheme: str = ""
    products: tuple[tuple[str, str], ...] = ()
    others: Mapping[str, object] = field(default_factory=dict)


class Editing:
    """The dialogs. ``saved`` gets the key of what was recorded or changed."""

    def __init__(self, context: Context, owner: QWidget, saved: Callable[[str], None]) -> None:
        self.context, self.owner, self.saved = context, owner, saved

    # -- a new one

    def add(self, given: Given) -> tuple[Dialog, Form]:
        """Record a certificate."""
        tr, desk = self.context.tr, self.context.desk
        seen = Field("seen", tr("I have seen the paper and it is in force"), FieldKind.CHECK, span=2)
        market = given.market or next(iter(desk.rules.markets))
        values: Values = {"market": market, "scheme": given.scheme, "products": given.products}

        def work(read: Values) -> str:
            status = "Valid" if read.pop("seen", False) else "Draft"
            return certificates.create_certificate(desk, status=status, **read)  # type: ignore[arg-type]  # form values by field name

        return self._ask(
            tr("Add certificate"),
            [*self.fields(market), *([seen] if desk.person.role in MANAGING else [])],
            values,
            work,
            tr("The certificate is recorded."),
            Slot("certificate", given.market + given.scheme),
            tr("A paper that nobody has seen stays in review and does not open the gate."),
        )

    # -- a change

    def edit(self, file: CertificateFile) -> tuple[Dialog, Form]:
        """Change the fields of a certificate; only what was changed is written."""
        tr, desk = self.context.tr, self.context.desk
        before = self.values(file)
        version = [file.version]

        def work(read: Values) -> str:
            changed = {name: value for name, value in read.items() if value != _plain(before).get(name)}
            certificates.edit_certificate(desk, file.id, version[0], **changed)  # type: ignore[arg-type]  # form values by field name
            return file.id

        def clash(error: Conflict, form: Form) -> None:
            self.context.jobs.read(
                form,
                lambda: certificates.open_certificate(desk, file.id),
                lambda fresh: self._compare(error, before, fresh, form, version),
            )

        return self._ask(
            tr("Edit {number}", number=file.fields["number"]),
            self.fields(file.fields["market"]),
            before,
            work,
            tr("The changes are saved."),
            Slot("certificate", file.id),
            tr("Each change stays in the history with your name."),
            clash,
        )

    def _compare(
        self, error: Conflict, seen: Values, fresh: CertificateFile, form: Form, version: list[int]
    ) -> None:
        """Ask about each field that both changed, in words; the next save goes on from the version that was
        decided about.
        """
        tr, saved = self.context.tr, self.values(fresh)
        asked = [name for name in error.theirs if name in form.boxes]
        clash = [name for name in asked if not alone(saved.get(name), seen.get(name))]
        mine = {name: _said(form.boxes[name].editor.kept()) for name in clash}
        told = Conflict(
            error.message, theirs={name: _said(saved.get(name)) for name in clash}, mine=dict(mine)
        )

        def choose(chosen: dict[str, object]) -> None:
            for name in (name for name, words in chosen.items() if words != mine[name]):
                form.set_value(name, saved.get(name))
            version[0] = fresh.version
            self.context.toast(tr("Your choice stands in the form. Save it now."), "info")

        names = {one.name: one.label for one in form.fields}
        title = tr("Two changes of one certificate")
        if clash:
            ConflictDialog(self.context, form, title, told, names, choose).open()
        else:
            choose({})

    # -- the form

    def fields(self, market: str) -> list[Field]:
        """Every field that a certificate has."""
        tr, desk = self.context.tr, self.context.desk
        markets = tuple((code, f"{code} · {tr.name(one.short)}") for code, one in desk.rules.markets.items())
        lines = tr("One on each line")
        many = FieldKind.MANY
        return [
            Field("market", tr("Market"), FieldKind.CHOICE, choices=markets),
            Field("scheme", tr("Scheme"), FieldKind.CHOICE, choices=self.schemes(market)),
            Field("number", tr("Number"), required=True),
            Field("body_number", tr("Body number"), help=tr("Of the notified or registered body, if any")),
            self._party("holder_id", tr("Holder")),
            self._party("issuer_id", tr("Issuer"), "notified_body"),
            Field("issued_on", tr("Issued on"), FieldKind.DAY),
            Field("valid_from", tr("In force from"), FieldKind.DAY),
            Field("valid_to", tr("Ends"), FieldKind.DAY, help=tr("Empty where the paper has no end")),
            Field("models", tr("Models it lists"), help=tr("Apart by commas; empty: the whole product")),
            Field(
                "products",
                tr("Products"),
                many,
                span=2,
                find=self._products,
                remove_words=tr("Take off {name}"),
            ),
            Field("standards", tr("Standards"), FieldKind.LONG, help=lines, lines=2),
            Field("citations", tr("Citations"), FieldKind.LONG, help=lines, lines=2),
            Field(
                "doubt",
                tr("Doubt"),
                FieldKind.LONG,
                help=tr("What a person found doubtful; empty: nothing"),
                lines=2,
            ),
            Field("note", tr("Note"), FieldKind.LONG, lines=2),
        ]

    def schemes(self, market: str) -> tuple[tuple[str, str], ...]:
        """The schemes of a market, as a choice shows them."""
        found, tr = self.context.desk.rules.market(market), self.context.tr
        return (
            tuple((one.code, f"{one.code} · {tr.name(one.name)}") for one in found.schemes) if found else ()
        )

    def _party(self, name: str, text: str, role: str = "") -> Field:
        desk = self.context.desk
        return Field(name, text, FieldKind.LOOKUP, find=lambda words: pairs(party_choices(desk, words, role)))

    def _products(self, words: str) -> list[tuple[str, str]]:
        return pairs(product_choices(self.context.desk, words))

    def values(self, file: CertificateFile) -> Values:
        """A certificate as the form shows it."""
        tr, fields = self.context.tr, dict(file.fields)
        named = {"holder_id": tr.name(file.holder), "issuer_id": tr.name(file.issuer)}
        shown: Values = {name: fields[name] for name in _PLAIN}
        shown |= {name: (fields[name], text) for name, text in named.items() if fields[name]}
        shown |= {name: "\n".join(fields[name] or ()) for name in LISTS}
        shown["products"] = file.products
        shown["models"] = ", ".join(file.models)
        return shown

    def _ask(
        self,
        title: str,
        fields: list[Field],
        values: Values,
        work: Callable[[Values], str],
        said: str,
        slot: Slot,
        consequence: str,
        clash: Callable[[Conflict, Form], None] | None = None,
    ) -> tuple[Dialog, Form]:
        context = self.context

        def then(read: Values, form: Form, dialog: Dialog) -> None:
            def done(key: str) -> None:
                dialog.accept()
                context.toast(said)
                self.saved(key)

            def refused(error: Exception) -> None:
                if clash is not None and isinstance(error, Conflict):
                    clash(error, form)
                else:
                    failures.at_form(context, form, error)

            typed = stored(read)
            context.jobs.write(form, lambda: work(typed), done, refused)

        dialog, form = ask_form(
            context,
            self.owner,
            title,
            fields,
            context.tr("Save"),
            then,
            slot=slot,
            values=values,
            columns=2,
            width=760,
            icon="badge-check",
            consequence=consequence,
        )
        form.changed.connect(lambda name: self._follow(form, name))
        return dialog, form

    def _follow(self, form: Form, name: str) -> None:
        """Another market offers its own schemes."""
        scheme = form.boxes["scheme"].editor
        if name == "market" and isinstance(scheme, ChoiceEditor):
            scheme.set_choices(self.schemes(form.text("market")))


_PLAIN = (
    "market",
    "scheme",
    "number",
    "body_number",
    "issued_on",
    "valid_from",
    "valid_to",
    "doubt",
    "note",
)


def stored(read: Values) -> Values:
    """Form values as the record keeps them."""
    kept = dict(read)
    for name in LISTS:
        kept[name] = [line.strip() for line in str(read[name]).splitlines() if line.strip()]
    for name in ("holder_id", "issuer_id"):
        kept[name] = read[name] or None
    kept["models"] = [
        part.strip() for part in str(read["models"]).replace("，", ",").split(",") if part.strip()
    ]
    kept["products"] = list(read["products"]) if isinstance(read["products"], tuple) else []
    return kept


def _plain(shown: Values) -> Values:
    """What was shown, as ``stored`` would give it back untouched."""
    named = {name: shown.get(name) for name in ("holder_id", "issuer_id")}
    keys = {name: value[0] if isinstance(value, tuple) else "" for name, value in named.items()}
    products = shown["products"] if isinstance(shown["products"], tuple) else ()
    return stored({**shown, **keys, "products": tuple(key for key, _ in products)})


def pairs(choices: tuple[Choice, ...]) -> list[tuple[str, str]]:
    """Choices as a lookup shows them."""
    return [(one.id, f"{one.label} · {one.note}" if one.note else one.label) for one in choices]


def _said(shown: object) -> str:
    """What a field shows, in words: of a record its name, of several all names."""
    if isinstance(shown, (list, tuple)):
        pairs = [shown] if shown and isinstance(shown[0], str) else shown
        return ", ".join(str(text) for _key, text in pairs)
    return "" if shown is None else str(shown)
