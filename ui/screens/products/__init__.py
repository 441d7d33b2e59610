"""Products: what is traded, with its numbers, papers per market, stock, and where it is used."""
