"""The address of a PostgreSQL server as a person gives it, field by field."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from ui.kit.form import Field, FieldKind, Form

if TYPE_CHECKING:
    from qualitydesk.translation import Translator

PORT = 5432
USUAL: dict[str, object] = {"port": PORT, "name": "qualitydesk"}


def server_fields(tr: Translator) -> list[Field]:
    """What is asked of a server."""
    return [
        Field("host", tr("Server"), required=True, placeholder="db.example.com"),
        Field("port", tr("Port number"), FieldKind.WHOLE, required=True),
        Field("name", tr("Database"), required=True, span=2),
        Field("user", tr("User"), required=True),
        Field("password", tr("Password"), FieldKind.SECRET),
        Field(
            "authority",
            tr("File of its certificate’s authority"),
            placeholder=tr("only where that is the company’s own"),
            span=2,
        ),
    ]


def server_address(form: Form) -> str:
    """The address in the fields, as the store takes it."""
    text = {name: quote(form.text(name), safe="") for name in ("user", "password", "name")}
    host, port = form.text("host").strip(), form.text("port") or PORT
    authority = form.text("authority").strip()
    trust = f"?sslrootcert={quote(authority, safe='/')}" if authority else ""
    return f"postgresql://{text['user']}:{text['password']}@{host}:{port}/{text['name']}{trust}"
