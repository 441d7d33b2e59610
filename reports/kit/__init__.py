"""The house style of every paper: fonts, words, lines, blocks, tables, pictures, codes and the page itself.

The kit knows paper, not the trade: what a certificate says belongs to ``reports.catalogue``.
"""
