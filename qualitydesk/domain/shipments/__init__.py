"""Shipments: states, who takes which duty, who holds and owns on each leg, the release gate, the trace."""
