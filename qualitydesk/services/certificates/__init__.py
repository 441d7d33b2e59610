"""Certificates: recorded, their status moved, and which product is covered in which market."""

from __future__ import annotations

from qualitydesk.services.certificates.coverage import CoverageRow as CoverageRow
from qualitydesk.services.certificates.coverage import coverage as coverage
from qualitydesk.services.certificates.matrix import MatrixCell as MatrixCell
from qualitydesk.services.certificates.matrix import MatrixCount as MatrixCount
from qualitydesk.services.certificates.matrix import MatrixHead as MatrixHead
from qualitydesk.services.certificates.matrix import MatrixRow as MatrixRow
from qualitydesk.services.certificates.matrix import matrix_count as matrix_count
from qualitydesk.services.certificates.matrix import matrix_heads as matrix_heads
from qualitydesk.services.certificates.matrix import matrix_page as matrix_page
from qualitydesk.services.certificates.needs import CellFile as CellFile
from qualitydesk.services.certificates.needs import Need as Need
from qualitydesk.services.certificates.needs import grant_paper_exception as grant_paper_exception
from qualitydesk.services.certificates.needs import open_cell as open_cell
from qualitydesk.services.certificates.opening import CertificateFile as CertificateFile
from qualitydesk.services.certificates.opening import StatusEvent as StatusEvent
from qualitydesk.services.certificates.opening import open_certificate as open_certificate
from qualitydesk.services.certificates.papers import MOVED_TOGETHER as MOVED_TOGETHER
from qualitydesk.services.certificates.papers import count as count
from qualitydesk.services.certificates.papers import create_certificate as create_certificate
from qualitydesk.services.certificates.papers import edit_certificate as edit_certificate
from qualitydesk.services.certificates.papers import ends_by_month as ends_by_month
from qualitydesk.services.certificates.papers import move_certificate as move_certificate
from qualitydesk.services.certificates.papers import move_certificates as move_certificates
from qualitydesk.services.certificates.papers import page as page
from qualitydesk.services.certificates.papers import settle_doubts as settle_doubts
from qualitydesk.services.certificates.renewal import Request as Request
from qualitydesk.services.certificates.renewal import record_request as record_request
from qualitydesk.services.certificates.renewal import record_requests as record_requests
from qualitydesk.services.certificates.renewal import renewal_request as renewal_request
from qualitydesk.store.listings.certificates import CertificateRow as CertificateRow
