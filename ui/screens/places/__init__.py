"""Places: factories, ports, warehouses and overseas storage, with the goods that lie there."""
