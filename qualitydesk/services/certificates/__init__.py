"""Certificates: recorded, their status moved, and which product is covered in which market."""

from __future__ import annotations

from qualitydesk.services.certificates.coverage import CoverageRow as CoverageRow
from qualitydesk.services.certificates.coverage import coverage as coverage
from qualitydesk.services.certificates.papers import CertificateFile as CertificateFile
from qualitydesk.services.certificates.papers import count as count
from qualitydesk.services.certificates.papers import create_certificate as create_certificate
from qualitydesk.services.certificates.papers import edit_certificate as edit_certificate
from qualitydesk.services.certificates.papers import move_certificate as move_certificate
from qualitydesk.services.certificates.papers import open_certificate as open_certificate
from qualitydesk.services.certificates.papers import page as page
from qualitydesk.services.certificates.papers import set_scope as set_scope
from qualitydesk.store.listings.certificates import CertificateRow as CertificateRow
