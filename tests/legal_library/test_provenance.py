"""Where a text came from, and whether a reader can check that it is the same."""

import hashlib
import json
from datetime import date

import pytest
from django.core.files.base import ContentFile

from legal_library.models import DocumentSource
from tests.factories.legal_library import SAMPLE_ACT, write_text

pytestmark = pytest.mark.django_db


@pytest.fixture
def corrected(document):
    """The text of the day once more, with one word mended."""
    return write_text(document, SAMPLE_ACT.replace("400.000", "450.000"), source_name="quet.pdf")


def page(client, url):
    response = client.get(f"{url}ban-goc/")
    assert response.status_code == 200
    assert not response.cookies
    return response.content.decode()


def data(client, url):
    response = client.get(f"{url}ban-goc.json")
    assert response["Content-Type"] == "application/json"
    return response.json()


def test_every_text_is_told_with_what_it_corrects(client, document, url, corrected):
    first = document.expressions.exclude(pk=corrected.pk).get()
    html = page(client, url)
    assert html.index(corrected.tree_sha256) < html.index(first.tree_sha256)
    assert html.count("Đính chính bản đăng lúc") == 1
    assert "quet.pdf" in html


def test_programs_read_the_same(client, document, url, corrected):
    DocumentSource.objects.create(document=document, name="Nguồn mẫu", key="1", sha256="ab" * 32)
    told = data(client, url)
    latest, first = told["texts"]
    assert latest["corrects_tree_sha256"] == first["tree_sha256"]
    assert first["json_url"] is None  # another text stands in its place
    assert told["sources"][0]["sha256"] == "ab" * 32
    assert told["url"] == f"http://testserver{url}"


def test_a_reader_can_count_the_number_of_the_content(client, document, url, settings, tmp_path):
    settings.EXPORTS_DIR = tmp_path
    (told,) = data(client, url)["texts"]
    response = client.get(told["json_url"])
    tree = json.loads(b"".join(response.streaming_content))
    words = json.dumps(tree["preface"] + tree["bodies"], ensure_ascii=False)
    assert hashlib.sha256(words.encode()).hexdigest() == told["tree_sha256"]


def test_the_original_file_has_its_number(client, document, url):
    content = b"%PDF-1.4 mau"
    document.source_file.save("ban-goc.pdf", ContentFile(content))
    digest = hashlib.sha256(content).hexdigest()
    assert digest in page(client, url)
    assert data(client, url)["file"]["sha256"] == digest


def test_a_file_that_is_gone_has_no_number(client, document, url):
    document.source_file.name = "van-ban/khong-con.pdf"
    document.save()
    assert data(client, url)["file"]["sha256"] == ""
    page(client, url)


def test_nobody_is_named_and_drafts_are_not_told(client, document, url, draft):
    assert "user" not in json.dumps(data(client, url))
    assert client.get(f"{draft.get_absolute_url()}ban-goc.json").status_code == 404


def test_texts_of_several_days_are_not_corrections(client, document, url):
    write_text(document, SAMPLE_ACT.replace("400.000", "500.000"), valid_on=date(2026, 1, 1))
    assert "Đính chính" not in page(client, url)
    assert all(text["json_url"] for text in data(client, url)["texts"])


def test_queries_do_not_grow(client, document, url, django_assert_max_num_queries):
    for number in range(6):
        write_text(document, SAMPLE_ACT.replace("400.000", f"{number}00.000"))
    with django_assert_max_num_queries(16):
        page(client, url)
