"""Recalls: ours and those that authorities published, what they cover, and how far those goods went."""
