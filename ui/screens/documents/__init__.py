"""The register of issued papers: list, preview, print, save, void. Issuing itself is ``ui.issuing``."""
