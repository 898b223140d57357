"""Cut and shuffled files of each kind end in a draft or in words, never in a traceback."""

import random
import uuid

import pytest

from legal_library.exporting.akoma_ntoso import write_akoma_ntoso
from legal_library.exporting.structured import write_json
from legal_library.exporting.word import write_word
from legal_library.reading import read
from legal_library.sources import BrokenRecord, SourceFile, SourceRecord
from legal_library.uploading.receiving import receive
from legal_library.vocabulary import load_vocabulary
from tests.factories.copies import copy_of

from .conftest import ACT, ROW, act, packed, sent, table, word

TEXT = ACT.format(number=7)


def samples() -> dict[str, bytes]:
    copy = copy_of(TEXT)
    page = "".join(f"<p>{line}</p>" for line in TEXT.splitlines())
    return {
        "a.txt": act(),
        "a.docx": word(),
        "a.html": f"<html><body>{page}</body></html>".encode(),
        "cua-ta.docx": write_word(copy),
        "cua-ta.xml": write_akoma_ntoso(copy),
        "cua-ta.json": write_json(copy),
        "a.pdf": PDF,
        "a.doc": b"\xd0\xcf\x11\xe0" + "WordDocument".encode("utf-16-le") + act() * 3,
        "bang.xlsx": table(ROW),
        "goi.zip": packed({"1.txt": act(1), "2.docx": word()}),
    }


PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>endobj\n"
    b"4 0 obj<</Length 44>>stream\nBT /F1 12 Tf 72 720 Td (Dieu 1. Mot) Tj ET\nendstream endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF\n"
)


def broken(data: bytes, way: str, seed: int) -> bytes:
    chance = random.Random(seed)
    if way == "cut":
        return data[: chance.randrange(1, len(data))]
    if way == "shuffled":
        size = max(1, len(data) // 12)
        blocks = [data[at : at + size] for at in range(0, len(data), size)]
        first, rest = blocks[0], blocks[1:]
        chance.shuffle(rest)
        return b"".join([first, *rest])
    spoiled = bytearray(data)
    for _number in range(max(4, len(data) // 200)):
        spoiled[chance.randrange(len(data))] = chance.randrange(256)
    return bytes(spoiled)


@pytest.mark.parametrize("way", ["cut", "shuffled", "spoiled"])
@pytest.mark.parametrize("name", samples())
def test_a_broken_file_is_read_or_refused_in_words(tmp_path, monkeypatch, name, way):
    # In this process, where an error that nobody foresaw is not turned into words.
    monkeypatch.setattr(
        "legal_library.sources.read_apart", lambda data, ocr, seconds: read(data, ocr=False)
    )
    monkeypatch.setattr("legal_library.reading.word97.shutil.which", lambda program: None)
    whole = samples()[name]
    for seed in range(4):
        (tmp_path / name).write_bytes(broken(whole, way, seed))
        found = SourceFile(tmp_path / name).record_apart(ocr=False, seconds=20)
        assert isinstance(found, SourceRecord) or (
            isinstance(found, BrokenRecord) and found.message
        )


@pytest.mark.django_db
@pytest.mark.parametrize("way", ["cut", "shuffled", "spoiled"])
def test_broken_files_are_received_or_refused_in_words(unit, drafter, folder, way):
    load_vocabulary()
    for seed in range(4):
        files = {name: broken(data, way, seed) for name, data in samples().items()}
        batch = receive(files=sent(files), unit=unit, by=drafter, uuid=uuid.uuid4())
        refused = batch.files.filter(state="refused")
        assert all(file.message for file in refused)
        assert batch.files.count() >= len(files) - 3
