"""Runs the revisions on the connection it is given; the program never migrates by itself over a URL."""

from __future__ import annotations

from alembic import context

from qualitydesk.records import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata())
with context.begin_transaction():
    context.run_migrations()
