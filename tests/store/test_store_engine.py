"""A server on the network is used only when it proves who it is; one on this computer needs no proof."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import make_url, text

from qualitydesk.bootstrap import open_backend
from qualitydesk.domain.errors import RuleBroken, Unavailable
from qualitydesk.services.care import try_server
from qualitydesk.store import engine
from qualitydesk.store.engine import database_url, verification
from tests.postgres_server import Server


@pytest.fixture(autouse=True)
def no_authority_of_its_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("PGSSLROOTCERT", raising=False)
    monkeypatch.delenv("PGHOST", raising=False)
    monkeypatch.setattr(engine, "OWN_AUTHORITY", tmp_path / "root.crt")


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]", ""])
def test_within_this_computer_nothing_is_verified(host: str) -> None:
    assert verification(database_url(f"postgresql://u:p@{host}/q")) == {}


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://u:p@db.example.com/q",
        "postgresql://u:p@192.168.1.20:5433/q",
        "postgresql://u:p@localhost/q?hostaddr=192.168.1.20",
        "postgresql://u:p@/q?host=db.example.com",
        "postgresql://u:p@db.example.com/q?sslmode=verify-full",
    ],
)
def test_a_server_elsewhere_is_verified_by_what_this_computer_trusts(address: str) -> None:
    assert verification(database_url(address)) == {"sslmode": "verify-full", "sslrootcert": "system"}


def test_the_companys_own_authority_comes_first(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    named = database_url("postgresql://u:p@db.example.com/q?sslrootcert=/etc/ca.crt")
    assert verification(named) == {"sslmode": "verify-full"}
    (tmp_path / "root.crt").write_text("the authority")
    assert verification(database_url("postgresql://u:p@db.example.com/q")) == {"sslmode": "verify-full"}


def test_the_surroundings_lead_nowhere_unverified(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGHOST", "db.example.com")
    assert verification(database_url("postgresql:///q"))["sslmode"] == "verify-full"


@pytest.mark.parametrize("mode", ["disable", "allow", "prefer", "require", "verify-ca"])
def test_less_is_refused(mode: str) -> None:
    with pytest.raises(RuleBroken, match=f"sslmode={mode}"):
        verification(database_url(f"postgresql://u:p@db.example.com/q?sslmode={mode}"))


@pytest.mark.postgresql
def test_a_server_without_a_certificate_is_sent_nothing(postgres: Server) -> None:
    """The private server of the tests speaks no TLS; by another name it is a stranger."""
    address = make_url(postgres.url("postgres"))
    stranger = address.set(host="db.example.com", query={"hostaddr": "127.0.0.1"})
    with pytest.raises(Unavailable, match="can’t prove"):
        try_server(stranger.render_as_string(hide_password=False))


@pytest.mark.postgresql
def test_a_server_compiles_no_statement(server_database: str) -> None:
    """Of the eight seconds that a trace took on a server, all but some milliseconds went into that."""
    with closing(open_backend(server_database, create=False)) as backend, backend.store.read() as read:
        assert read.scalar(text("SHOW jit")) == "off"
