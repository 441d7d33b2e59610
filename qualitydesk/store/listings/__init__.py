"""Lists for screens: one module per area, keyset-paged selects into frozen rows. No OFFSET, counts apart."""
