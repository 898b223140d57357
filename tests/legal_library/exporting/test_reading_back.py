"""Only what the library wrote is believed; anything else is refused in words."""

import io
import json
import zipfile

import docx
import pytest

from legal_library.exporting.reading_back import NotOurs, read_akoma_ntoso, read_json, read_word
from legal_library.exporting.structured import write_json
from legal_library.exporting.word import write_word
from tests.factories.copies import copy_of
from tests.factories.legal_library import SAMPLE_ACT

BOMB = b"""<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "aaaaaaaaaa">
<!ENTITY y "&x;&x;&x;&x;&x;&x;&x;&x;">]><akomaNtoso>&y;</akomaNtoso>"""


def saved(document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("read", [read_json, read_akoma_ntoso, read_word])
@pytest.mark.parametrize(
    "data",
    [b"", b"{}", b"[1]", b'{"format": "legal-document"}', b"<a/>", b"PK\x03\x04", b"\xff\xfe\x00"],
)
def test_other_files_are_refused_in_words(read, data):
    with pytest.raises(NotOurs, match="Tệp"):
        read(data)


@pytest.mark.parametrize("data", [BOMB, b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a>&b;</a>'])
def test_xml_with_a_document_type_is_refused(data):
    with pytest.raises(NotOurs, match=r"DTD|hỏng"):
        read_akoma_ntoso(data)


def test_json_of_a_newer_version_is_refused():
    data = json.loads(write_json(copy_of(SAMPLE_ACT)))
    data["version"] += 1
    with pytest.raises(NotOurs, match="nâng cấp"):
        read_json(json.dumps(data).encode())


@pytest.mark.parametrize("wrong", [None, 5, "x", {"title": 5}, [[]], [{"kind": "article"}]])
def test_json_of_another_shape_is_refused(wrong):
    data = json.loads(write_json(copy_of(SAMPLE_ACT)))
    for name in ("document", "preface", "bodies"):
        with pytest.raises(NotOurs):
            read_json(json.dumps(data | {name: wrong}).encode())


@pytest.mark.parametrize(
    "change",
    [{"kind": "script"}, {"eid": "art 1"}, {"eid": ""}, {"number": 5}, {"number": "9" * 41}],
)
def test_a_tree_that_no_text_has_is_refused(change):
    data = json.loads(write_json(copy_of(SAMPLE_ACT)))
    data["bodies"][0]["nodes"][0] |= change
    with pytest.raises(NotOurs):
        read_json(json.dumps(data).encode())


def test_two_provisions_of_one_address_are_refused():
    data = json.loads(write_json(copy_of(SAMPLE_ACT)))
    data["preface"][1]["eid"] = data["preface"][0]["eid"]
    with pytest.raises(NotOurs):
        read_json(json.dumps(data).encode())


def test_a_word_file_saved_again_unchanged_is_still_ours():
    copy = copy_of(SAMPLE_ACT)
    document = docx.Document(io.BytesIO(write_word(copy)))
    assert read_word(saved(document)) == copy


def test_a_word_file_in_which_a_word_was_changed_is_not_believed():
    """Its tree would publish what nobody saw in Word."""
    document = docx.Document(io.BytesIO(write_word(copy_of(SAMPLE_ACT))))
    run = next(
        run for paragraph in document.paragraphs for run in paragraph.runs if "400" in run.text
    )
    run.text = run.text.replace("400.000", "900.000")
    with pytest.raises(NotOurs, match="đã được sửa"):
        read_word(saved(document))


def test_a_word_file_without_a_tree_is_not_ours():
    with pytest.raises(NotOurs, match="không do tủ sách"):
        read_word(saved(docx.Document()))


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
@pytest.mark.parametrize("damage", ["cut", "turned"])
def test_damaged_files_end_in_words_not_in_a_traceback(share, damage):
    data = write_word(copy_of(SAMPLE_ACT))
    at = int(len(data) * share)
    broken = data[:at] if damage == "cut" else data[:at] + data[at:][::-1]
    with pytest.raises(NotOurs):
        read_word(broken)


def test_a_part_that_unpacks_to_gigabytes_is_not_unpacked(monkeypatch):
    monkeypatch.setattr("legal_library.exporting.reading_back.LARGEST", 100_000)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("word/document.xml", b"0" * 1_000_000)
    with pytest.raises(NotOurs, match="quá lớn"):
        read_word(stream.getvalue())
