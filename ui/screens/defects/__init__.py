"""The defect catalogue: what is found on goods, how serious it is, where each entry is used."""
