"""QualityDesk without its faces: no Qt, no ReportLab. See README.md, "Where a change goes"."""

from qualitydesk.spared import spare

spare()
