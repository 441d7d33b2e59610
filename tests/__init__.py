"""The tests: by layer in the folders beside this file, with one shared server and one set of builders.

Run them with ``python3 bootstrap.py test``; anything after that goes to pytest.
"""
