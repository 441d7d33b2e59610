"""Safety incidents: what happened with which goods, and which authority must be told until when."""
