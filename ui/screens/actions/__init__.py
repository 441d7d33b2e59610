"""What people have to do, and the non-conformities behind it: two lists of one screen package."""
