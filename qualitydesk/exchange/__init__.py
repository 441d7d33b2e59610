"""What comes in from files of others and goes out to them: readers, importers, writers, exporters.

Reading a file (``reading``) and writing one (``writing``) know no database; importers and exporters do.
"""
