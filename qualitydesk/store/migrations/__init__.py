"""Alembic's scripts: one revision per released schema. Add columns first, contract in a later release."""
