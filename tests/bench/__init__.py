"""The figures: each operation of the program beside its physical limit, in the same run on the same machine.

Nothing here is a test: times are printed and kept in build/bench.json, never asserted.
"""
