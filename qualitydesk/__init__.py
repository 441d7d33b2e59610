"""QualityDesk without its faces: no Qt, no ReportLab. See README.md, "Where a change goes"."""

from qualitydesk.late_modules import spare

spare()
