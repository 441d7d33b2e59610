"""The shape of PDF/A-3b: colour profile, XMP, file identifier, and the record as an attached JSON file.

Prepared as PDF/A-3b, not validated by an independent checker. What the record says belongs to
``reports.seal``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any
from xml.sax.saxutils import escape

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFStream, PDFString, PDFZCompress
from reportlab.pdfgen.canvas import Canvas

from reports.kit.text import printable


@dataclass(frozen=True, slots=True)
class Label:
    """What a file says about itself, and the JSON it carries."""

    title: str
    author: str
    subject: str
    issued_at: datetime
    languages: Sequence[str]
    attachment_name: str
    attachment: bytes
    identifier: bytes


@cache
def _colour_profile() -> bytes:
    """sRGB as an ICC profile; the maker writes today's date into it, which is set to a fixed day here."""
    from PIL import ImageCms

    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[24:36] = b"".join(part.to_bytes(2, "big") for part in (2026, 1, 1, 0, 0, 0))
    return bytes(profile)


def shape(canvas: Canvas, label: Label) -> None:
    """Give the document of ``canvas`` its archive entries; call before it is saved."""
    document: Any = canvas._doc  # type: ignore[attr-defined]  # stubs leave it out
    at = label.issued_at.astimezone(UTC)
    _stamp(document, at)
    _info(canvas, label)
    catalog: Any = document.Catalog
    names = ("OutputIntents", "AF")
    catalog.__NoDefault__ = [*catalog.__NoDefault__, *names]
    catalog.__Refs__ = [name for name in catalog.__Refs__ if name != "Names"]
    catalog.Metadata = _stream(_xmp(label, at), Type=PDFName("Metadata"), Subtype=PDFName("XML"))
    catalog.OutputIntents = PDFArray([_output_intent(document)])
    file = document.Reference(_file(document, label, at))
    catalog.AF = PDFArray([file])
    listed = PDFDictionary({"Names": PDFArray([PDFString(label.attachment_name), file])})
    catalog.Names = PDFDictionary({"EmbeddedFiles": listed})
    tag = b"<" + label.identifier.hex().encode() + b">"
    document._ID = b"[" + tag + tag + b"]\n"


def _stamp(document: Any, at: datetime) -> None:
    """ReportLab's fixed time stamp, moved to the time of issue."""
    document._pdfVersion = (1, 7)
    document._timeStamp.YMDhms = at.timetuple()[:6]
    document._timeStamp.t = at.timestamp()


def _info(canvas: Canvas, label: Label) -> None:
    canvas.setTitle(printable(label.title))
    canvas.setAuthor(printable(label.author))
    canvas.setSubject(printable(label.subject))
    canvas.setCreator("QualityDesk")
    canvas.setProducer("QualityDesk")


class _PlainStream(PDFStream):
    """A stream as it is: XMP must not be packed, and JSON is read easier when it is not."""

    def format(self, document: Any) -> bytes:
        self.dictionary["Length"] = len(self.content)
        head: bytes = self.dictionary.format(document)
        return head + b"\nstream\n" + bytes(self.content) + b"\nendstream\n"


def _stream(data: bytes, **entries: Any) -> PDFStream:
    return _PlainStream(PDFDictionary(dict(entries)), data)


def _output_intent(document: Any) -> PDFDictionary:
    profile = document.Reference(
        PDFStream(PDFDictionary({"N": 3}), _colour_profile(), filters=[PDFZCompress])
    )
    return PDFDictionary(
        {
            "Type": PDFName("OutputIntent"),
            "S": PDFName("GTS_PDFA1"),
            "OutputConditionIdentifier": PDFString("sRGB"),
            "Info": PDFString("sRGB IEC61966-2.1"),
            "DestOutputProfile": profile,
        }
    )


def _file(document: Any, label: Label, at: datetime) -> PDFDictionary:
    changed = PDFString(at.strftime("D:%Y%m%d%H%M%S+00'00'"))
    content = _stream(
        label.attachment,
        Type=PDFName("EmbeddedFile"),
        Subtype=PDFName("application#2Fjson"),
        Params=PDFDictionary({"Size": len(label.attachment), "ModDate": changed}),
    )
    held = document.Reference(content)
    return PDFDictionary(
        {
            "Type": PDFName("Filespec"),
            "F": PDFString(label.attachment_name),
            "UF": PDFString(label.attachment_name),
            "Desc": PDFString("The record of this paper, machine-readable"),
            "AFRelationship": PDFName("Data"),
            "EF": PDFDictionary({"F": held, "UF": held}),
        }
    )


def _xmp(label: Label, at: datetime) -> bytes:
    time = at.strftime("%Y-%m-%dT%H:%M:%S+00:00")
    title, author, subject = (escape(printable(text)) for text in (label.title, label.author, label.subject))
    languages = "".join(f"<rdf:li>{code.replace('_', '-')}</rdf:li>" for code in label.languages)
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>3</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag>{languages}</rdf:Bag></dc:language>
<xmp:CreatorTool>QualityDesk</xmp:CreatorTool>
<xmp:CreateDate>{time}</xmp:CreateDate><xmp:ModifyDate>{time}</xmp:ModifyDate>
<pdf:Producer>QualityDesk</pdf:Producer>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>""".encode()
