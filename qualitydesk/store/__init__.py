"""Where facts are kept: engine, transactions, audit chain, search, attachments, numbers, migrations,
listings.
"""
