"""Trading parties: whether their vetting file lets us trade with them."""
