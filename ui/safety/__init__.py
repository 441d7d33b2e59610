"""What recalls and incidents share in the window: how far goods went, and the steps of a case."""
