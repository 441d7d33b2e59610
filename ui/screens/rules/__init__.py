"""Rules and deadlines: what law and house say, the company's own changes, and a deadline calculator."""
