"""Quality inspection as pure functions: states, sampling plans, switching, checklists, defects, verdict.

What is right or wrong about an inspection is decided here and nowhere else; loading, saving and signing are
not here.
"""
