"""Loads and validates the rule packs in ``resources/rules``; the only reader of that YAML.

What the rules mean is decided in the domain; here they become frozen values, or a list of what is wrong.
"""
