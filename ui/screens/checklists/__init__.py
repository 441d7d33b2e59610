"""Checklists: what is looked at for a product category, as versions of which one is in use."""
