"""A paper for the archive: PDF/A-2b, or PDF/A-3b with the record that it was made from attached.

What is relied on: every face is embedded, colours are of one profile that is in the file, the description is
XMP, nothing acts, nothing is encrypted. ``tests/reports/paper/test_archive.py`` has a test of each rule; no
independent validator was run. Papers are not tagged: this is level B.
"""

# The library leaves values of PDF objects untyped.
# pyright: reportUnknownMemberType=false

import struct
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from xml.sax.saxutils import escape

from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NumberObject,
    PdfObject,
    StreamObject,
    TextStringObject,
)

_PROFILE = "sRGB IEC61966-2.1"
_STEPS = 1024  # of the curve


@dataclass(frozen=True, slots=True)
class Attached:
    """A file within the paper: its neutral name, what it is, and its content."""

    name: str
    about: str
    content: bytes
    kind: str = "application/json"


def archived(paper: bytes, attached: Attached | None = None) -> bytes:
    """Return the paper, one of ours, as it goes into an archive; the same bytes for the same paper."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(paper)))
    writer.pdf_header = "%PDF-1.7"
    root = writer.root_object
    for page in writer.pages:
        page.pop(NameObject("/Trans"), None)  # empty, and of no use on paper
    root[NameObject("/OutputIntents")] = ArrayObject([_added(writer, _intent(writer))])
    said = _stream(_xmp(writer, 2 if attached is None else 3), "XML", "Metadata")
    root[NameObject("/Metadata")] = _added(writer, said)
    if attached is not None:
        file = _added(writer, _file(writer, attached))
        names = ArrayObject([TextStringObject(attached.name), file])
        embedded = DictionaryObject({NameObject("/Names"): names})
        root[NameObject("/Names")] = DictionaryObject({NameObject("/EmbeddedFiles"): embedded})
        root[NameObject("/AF")] = ArrayObject([file])
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _added(writer: PdfWriter, made: PdfObject) -> IndirectObject:
    # The library offers nothing else for an object of one's own.
    return writer._add_object(made)  # pyright: ignore[reportPrivateUsage]


def _stream(content: bytes, subtype: str = "", kind: str = "") -> StreamObject:
    made = StreamObject()
    made.set_data(content)
    if kind:
        made[NameObject("/Type")] = NameObject(f"/{kind}")
    if subtype:
        made[NameObject("/Subtype")] = NameObject(f"/{subtype}")
    return made


def _intent(writer: PdfWriter) -> DictionaryObject:
    """Return what the colours of the file mean."""
    profile = _stream(_srgb())
    profile[NameObject("/N")] = NumberObject(3)
    return DictionaryObject(
        {
            NameObject("/Type"): NameObject("/OutputIntent"),
            NameObject("/S"): NameObject("/GTS_PDFA1"),
            NameObject("/OutputConditionIdentifier"): TextStringObject(_PROFILE),
            NameObject("/Info"): TextStringObject(_PROFILE),
            NameObject("/DestOutputProfile"): _added(writer, profile.flate_encode()),
        }
    )


def _file(writer: PdfWriter, attached: Attached) -> DictionaryObject:
    content = _stream(attached.content, attached.kind, "EmbeddedFile")
    content[NameObject("/Params")] = DictionaryObject(
        {
            NameObject("/Size"): NumberObject(len(attached.content)),
            NameObject("/ModDate"): TextStringObject(str(_info(writer).get("/ModDate", ""))),
        }
    )
    held = _added(writer, content.flate_encode())
    name = TextStringObject(attached.name)
    return DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Filespec"),
            NameObject("/F"): name,
            NameObject("/UF"): name,
            NameObject("/Desc"): TextStringObject(attached.about),
            NameObject("/AFRelationship"): NameObject("/Source"),
            NameObject("/EF"): DictionaryObject({NameObject("/F"): held, NameObject("/UF"): held}),
        }
    )


def _info(writer: PdfWriter) -> dict[str, object]:
    return dict(writer.metadata or {})


def _xmp(writer: PdfWriter, part: int) -> bytes:
    """Return the description of the paper, which says the same as its information dictionary."""
    info = {name: escape(str(value)) for name, value in _info(writer).items()}
    language = escape(str(writer.root_object.get("/Lang", "x-default")))
    created, changed = (_moment(str(info.get(name, ""))) for name in ("/CreationDate", "/ModDate"))
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{info.get("/Title", "")}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{info.get("/Author", "")}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>{info.get("/Producer", "")}</pdf:Producer>
<xmp:CreatorTool>{info.get("/Creator", "")}</xmp:CreatorTool>
<xmp:CreateDate>{created}</xmp:CreateDate>
<xmp:ModifyDate>{changed}</xmp:ModifyDate>
<pdfaid:part>{part}</pdfaid:part>
<pdfaid:conformance>B</pdfaid:conformance>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>""".encode()


def _moment(told: str) -> str:
    """Return «2026-11-24T00:00:00+00:00» for «D:20261124000000+00'00'»."""
    digits = told.removeprefix("D:")[:14]
    day, time = digits[:8], digits[8:]
    return f"{day[:4]}-{day[4:6]}-{day[6:]}T{time[:2]}:{time[2:4]}:{time[4:]}+00:00"


@cache
def _srgb() -> bytes:
    """Return a colour profile of sRGB, written from its published definition."""
    curve = struct.pack(">4sII", b"curv", 0, _STEPS) + b"".join(
        struct.pack(">H", round(65535 * _light(step / (_STEPS - 1)))) for step in range(_STEPS)
    )
    said = _PROFILE.encode("ascii") + b"\0"
    tags = {
        b"desc": struct.pack(">4sII", b"desc", 0, len(said)) + said + bytes(4 + 4 + 2 + 1 + 67),
        b"cprt": struct.pack(">4sI", b"text", 0) + b"No copyright, use freely\0",
        b"wtpt": _point(0.9642, 1.0, 0.8249),
        b"rXYZ": _point(0.4360747, 0.2225045, 0.0139322),
        b"gXYZ": _point(0.3850649, 0.7168786, 0.0971045),
        b"bXYZ": _point(0.1430804, 0.0606169, 0.7141733),
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
    }
    table, body, places = b"", b"", dict[bytes, int]()
    start = 128 + 4 + 12 * len(tags)
    for name, content in tags.items():
        if content not in places:
            places[content] = start + len(body)
            body += content + bytes(-len(content) % 4)
        table += struct.pack(">4sII", name, places[content], len(content))
    head = struct.pack(
        ">I4sI4s4s4s6H4sI4s4sIQI3i4s44x",
        start + len(body),
        bytes(4),
        0x02100000,
        b"mntr",
        b"RGB ",
        b"XYZ ",
        *(2026, 1, 1, 0, 0, 0),
        b"acsp",
        0,
        bytes(4),
        bytes(4),
        0,
        0,
        0,
        *_fixed(0.9642, 1.0, 0.8249),
        bytes(4),
    )
    assert len(head) == 128, len(head)
    return head + struct.pack(">I", len(tags)) + table + body


def _light(value: float) -> float:
    """Return the linear light of an sRGB value, both 0..1 (IEC 61966-2-1)."""
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _fixed(*values: float) -> tuple[int, ...]:
    return tuple(round(value * 65536) for value in values)


def _point(*values: float) -> bytes:
    return struct.pack(">4sI3i", b"XYZ ", 0, *_fixed(*values))
