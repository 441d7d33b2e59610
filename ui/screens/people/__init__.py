"""People and roles: who has a login, as what, and what each role may do."""
