"""A ready-made example company: products, parties, shipments, inspections, claims, and much that went wrong.

The story is told in chapters (cast, goods, voyages, looks, complaints) on a stage that knows the calendar; as
much as wanted without a story is made by scale.
"""
