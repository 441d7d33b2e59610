"""Charts painted from the series of ``qualitydesk.domain.statistics``: at most two hues, values printed,
and the same in words for a screen reader. They compute no figure and no scale.
"""
