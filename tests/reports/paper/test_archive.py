"""A paper for the archive is PDF/A level B: a test of each rule relied on."""

import re
import struct
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from typing import Any
from xml.etree import ElementTree

import pytest
from pypdf import PdfReader
from pypdf.generic import ArrayObject, ContentStream, DictionaryObject, IndirectObject

from domain.progress import Progress
from reports.assessing import candidate_pdf
from reports.paper.archive import Attached, archived
from resources.i18n import words
from tests.reports import sample

XMP = {
    "dc": "{http://purl.org/dc/elements/1.1/}",
    "pdf": "{http://ns.adobe.com/pdf/1.3/}",
    "xmp": "{http://ns.adobe.com/xap/1.0/}",
    "pdfaid": "{http://www.aiim.org/pdfa/ns/id/}",
    "rdf": "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}",
}
ACTS = {
    *("/JS", "/JavaScript", "/AA", "/OpenAction", "/Launch", "/XFA", "/OCProperties", "/PresSteps"),
    *("/AlternatePresentations", "/FFilter", "/OPI", "/Encrypt"),
}
ATTACHED = Attached("result.json", "Результат", b'{"level": "3"}')


@pytest.fixture(scope="module", params=["ru", "en"])
def language(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(scope="module")
def paper(language: str, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    target = tmp_path_factory.mktemp("archive") / "profile.pdf"
    candidate_pdf.write(sample.candidate(), target, Progress(), words(language))
    return target.read_bytes()


@pytest.fixture(scope="module")
def kept(paper: bytes) -> bytes:
    return archived(paper)


@pytest.fixture(scope="module")
def reader(kept: bytes) -> PdfReader:
    return PdfReader(BytesIO(kept), strict=True)


def objects(reader: PdfReader) -> Iterator[DictionaryObject]:
    """Every dictionary and stream of the file that its root and pages lead to."""
    seen, waiting = set[int](), [reader.trailer["/Root"], reader.trailer["/Info"]]
    while waiting:
        one: Any = waiting.pop()
        if isinstance(one, IndirectObject):
            if one.idnum in seen:
                continue
            seen.add(one.idnum)
            one = one.get_object()
        if isinstance(one, DictionaryObject):
            yield one
            waiting += [one.raw_get(key) for key in one]
        elif isinstance(one, ArrayObject):
            waiting += list(one)


def test_the_head_is_of_a_binary_file_and_nothing_stands_after_its_end(kept: bytes) -> None:
    assert re.match(rb"%PDF-1\.[0-7]\n%[\x80-\xff]{4}", kept)
    assert kept.rstrip().endswith(b"%%EOF") and kept.count(b"%%EOF") == 1


def test_it_is_not_encrypted_and_has_an_identifier(reader: PdfReader) -> None:
    assert not reader.is_encrypted
    told: Any = reader.trailer["/ID"]
    assert len(told) == 2


def test_the_description_says_part_level_language_and_what_the_information_says(
    reader: PdfReader, language: str
) -> None:
    stream: Any = reader.root_object["/Metadata"]
    assert (stream["/Type"], stream["/Subtype"]) == ("/Metadata", "/XML") and "/Filter" not in stream
    root = ElementTree.fromstring(stream.get_data())
    told = {name: next(root.iter(f"{XMP[name.split(':')[0]]}{name.split(':')[1]}")) for name in (
        "pdfaid:part", "pdfaid:conformance", "dc:title", "dc:creator", "dc:language", "pdf:Producer",
        "xmp:CreatorTool", "xmp:CreateDate", "xmp:ModifyDate",
    )}  # fmt: skip
    said = {name: "".join(one.itertext()).strip() for name, one in told.items()}
    info = reader.metadata
    assert info is not None
    assert (said["pdfaid:part"], said["pdfaid:conformance"]) == ("2", "B")
    assert said["dc:title"] == info.title and said["dc:creator"] == info.author
    assert said["pdf:Producer"] == info.producer and said["xmp:CreatorTool"] == info.creator
    day = sample.candidate().made_on
    assert said["xmp:CreateDate"] == said["xmp:ModifyDate"] == f"{day.isoformat()}T00:00:00+00:00"
    assert info.creation_date is not None and date.fromisoformat(said["xmp:CreateDate"][:10]) == day
    wanted = {"ru": "ru-RU", "en": "en"}[language]
    assert reader.root_object["/Lang"] == said["dc:language"] == wanted


def test_colours_are_of_one_profile_that_is_in_the_file(reader: PdfReader) -> None:
    intents: Any = reader.root_object["/OutputIntents"]
    assert len(intents) == 1
    intent: Any = intents[0].get_object()
    assert (intent["/S"], intent["/Type"]) == ("/GTS_PDFA1", "/OutputIntent")
    stream = intent["/DestOutputProfile"]
    profile: bytes = stream.get_data()
    assert stream["/N"] == 3 and struct.unpack(">I", profile[:4])[0] == len(profile)
    assert (profile[12:16], profile[16:20], profile[20:24], profile[36:40]) == (
        b"mntr", b"RGB ", b"XYZ ", b"acsp",
    )  # fmt: skip
    tags: dict[bytes, bytes] = {}
    for number in range(struct.unpack(">I", profile[128:132])[0]):
        name, start, size = struct.unpack(">4sII", profile[132 + 12 * number : 144 + 12 * number])
        assert start % 4 == 0 and start + size <= len(profile)
        tags[name] = profile[start : start + size]
    assert {b"desc", b"cprt", b"wtpt", b"rXYZ", b"gXYZ", b"bXYZ", b"rTRC", b"gTRC", b"bTRC"} == set(tags)
    whole = [sum(struct.unpack(">3i", tags[name][8:])[axis] for name in (b"rXYZ", b"gXYZ", b"bXYZ"))
             for axis in range(3)]  # fmt: skip
    white = struct.unpack(">3i", tags[b"wtpt"][8:])
    assert all(abs(one - other) < 30 for one, other in zip(whole, white, strict=True)), "the three make white"
    curve = struct.unpack(">1024H", tags[b"rTRC"][12:])
    assert curve[0] == 0 and curve[-1] == 65535 and list(curve) == sorted(curve)
    for page in reader.pages:
        content = ContentStream(page.get_contents(), reader)
        verbs = {verb for _given, verb in content.operations}
        assert not verbs & {b"k", b"K", b"cs", b"CS", b"sc", b"SC", b"scn", b"SCN", b"sh", b"ri"}, verbs


def test_every_face_is_embedded_with_one_table_of_its_signs(reader: PdfReader) -> None:
    found = 0
    for one in objects(reader):
        if one.get("/Type") != "/Font":
            continue
        found += 1
        described: Any = one["/FontDescriptor"]
        assert one["/Subtype"] == "/TrueType" and re.match(r"/[A-Z]{6}\+", str(one["/BaseFont"]))
        assert described["/Flags"] & 4 and "/Encoding" not in one, "a symbolic face has no encoding"
        assert "/ToUnicode" in one
        program = described["/FontFile2"].get_data()
        assert described["/FontFile2"]["/Length1"] == len(program)
        tables = {
            program[12 + 16 * n : 16 + 16 * n]: struct.unpack(">II", program[20 + 16 * n : 28 + 16 * n])
            for n in range(struct.unpack(">H", program[4:6])[0])
        }
        start, _size = tables[b"cmap"]
        assert struct.unpack(">H", program[start + 2 : start + 4]) == (1,)
    assert found >= 2


def test_nothing_acts_nothing_is_hidden_and_nothing_is_outside_the_file(reader: PdfReader) -> None:
    for one in objects(reader):
        assert not ACTS & set(one)
        assert one.get("/S") not in ("/Launch", "/JavaScript", "/GoToR", "/URI", "/SubmitForm")
        assert "/LZWDecode" not in str(one.get("/Filter", "")) and not one.get("/Interpolate")
        assert one.get("/Type") not in ("/EmbeddedFile", "/Filespec", "/Annot")


def test_headings_are_bookmarks_that_lead_to_their_pages(reader: PdfReader, language: str) -> None:
    titles = [str(one.title) for one in reader.outline]  # type: ignore[union-attr]
    assert words(language).gettext("By function") in titles
    told = words(language).gettext("Facts and comments of the assessors")
    for one in reader.outline:
        page = reader.get_destination_page_number(one)  # type: ignore[arg-type]
        assert page is not None
        if str(one.title).startswith(told):  # type: ignore[union-attr]
            assert told in reader.pages[page].extract_text()


def test_the_same_paper_gives_the_same_bytes_and_still_says_the_same(paper: bytes, kept: bytes) -> None:
    assert archived(paper) == kept and archived(paper, ATTACHED) == archived(paper, ATTACHED)
    before, after = PdfReader(BytesIO(paper)), PdfReader(BytesIO(kept))
    assert [one.extract_text() for one in before.pages] == [one.extract_text() for one in after.pages]


def test_an_attached_record_makes_it_part_three_and_says_what_it_is(paper: bytes) -> None:
    reader = PdfReader(BytesIO(archived(paper, ATTACHED)))
    stream: Any = reader.root_object["/Metadata"]
    assert b"<pdfaid:part>3</pdfaid:part>" in stream.get_data()
    files: Any = reader.root_object["/AF"]
    assert len(files) == 1
    told: Any = files[0].get_object()
    assert told["/AFRelationship"] == "/Source" and told["/F"] == told["/UF"] == ATTACHED.name
    assert told["/Desc"] == ATTACHED.about
    held: Any = told["/EF"]["/UF"]
    assert held["/Subtype"] == "/application/json" and held["/Params"]["/Size"] == len(ATTACHED.content)
    assert held["/Params"]["/ModDate"] and held.get_data() == ATTACHED.content
    assert reader.attachments[ATTACHED.name] == [ATTACHED.content]
