"""Lược đồ as a list and as a picture, and marks at what is out of force."""

import re
from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from legal_library.models import Relation
from legal_library.relation_picture import MOST_IN_A_GROUP, picture_of
from legal_library.relations import related
from legal_library.validity import standing
from legal_library.validity.marks import notes
from tests.factories.legal_library import LegalDocumentFactory, sample_document

pytestmark = pytest.mark.django_db


def relate(source, kind, target=None, **fields):
    fields = {"citation": f"{kind} {target or 'mẫu'}"} | fields
    return Relation.objects.create(source=source, kind=kind, target=target, **fields)


def page(client, url):
    return client.get(url).content.decode()


@pytest.mark.parametrize(
    ("state", "confidence", "is_shown"),
    [
        ("confirmed", "", True),
        ("proposed", "sure", True),
        ("proposed", "likely", False),
        ("refused", "sure", False),
    ],
)
def test_readers_see_what_is_confirmed_or_beyond_doubt(document, state, confidence, is_shown):
    relate(document, "replaces", state=state, confidence=confidence)
    assert bool(related(document)) == is_shown


def test_what_nobody_confirmed_is_said_to_be_read_by_a_machine(client, document, url):
    old = sample_document(number="1/2020/NQ-HĐND")
    relate(document, "replaces", old, state="proposed", confidence="sure")
    relate(document, "based_on", citation="Luật số 35/2013/QH13")
    html = page(client, f"{url}luoc-do/")
    assert html.count("biên tập viên chưa xác nhận") == 1
    other_side = page(client, f"{old.get_absolute_url()}luoc-do/")
    assert "Được thay thế" in other_side
    assert "biên tập viên chưa xác nhận" in other_side


def test_several_places_of_one_document_are_one_entry(document):
    old = sample_document(number="1/2020/NQ-HĐND")
    for eid in ("art_2", "art_2__para_1"):
        relate(document, "repeals", old, target_eid=eid)
    (group,) = related(document)
    (edge,) = group.edges
    assert [name for name, _url in edge.places] == ["Điều 2", "khoản 1 Điều 2"]
    assert edge.places[1][1] == f"{old.get_absolute_url()}dieu-2/#khoan-1"


def test_circles_and_acts_upon_themselves_are_drawn(client, document, url):
    other = sample_document(number="1/2020/NQ-HĐND")
    relate(document, "amends", other)
    relate(other, "amends", document)
    relate(document, "amends", document, citation="chính mình")
    html = page(client, f"{url}luoc-do/")
    assert html.count("relation-picture__box") >= 2


def test_the_picture_is_well_formed_named_and_capped(client, document, url):
    for number in range(MOST_IN_A_GROUP + 3):
        target = LegalDocumentFactory(number=f"{number}/2020/NQ-HĐND", title="<b>Tên & hiệu</b>")
        relate(document, "based_on", target)
    html = page(client, f"{url}luoc-do/")
    (svg,) = re.findall(r"<svg class=\"relation-picture.*?</svg>", html, re.DOTALL)
    root = ElementTree.fromstring(svg)
    assert root.find("title").text.startswith("Sơ đồ quan hệ của")
    assert root.find("desc") is not None
    assert len(root.findall("a")) == MOST_IN_A_GROUP
    assert "còn 3 văn bản" in svg
    assert "style=" not in svg
    assert html.index("document-relations__citation") < html.index('<svg class="relation-picture')


def test_boxes_stand_apart_inside_the_picture(document):
    for kind in ("based_on", "amends", "replaces"):
        for number in range(6):
            relate(document, kind, citation=f"{kind} {number}")
            relate(sample_document(number=f"{kind}{number}/2021/NQ-HĐND"), kind, document)
    picture = picture_of(document, related(document))
    boxes = [box for column in picture.columns for box in column.boxes]
    assert len(boxes) == 6 * MOST_IN_A_GROUP
    assert len({(box.x, box.y) for box in boxes}) == len(boxes)
    assert min(box.y for box in boxes) > 0
    assert max(box.y for box in boxes) + picture.box_height < picture.height


def test_the_page_costs_the_same_however_many_relations(
    client, document, url, django_assert_max_num_queries
):
    for number in range(20):
        relate(document, "amends", LegalDocumentFactory(number=f"{number}/2020/NQ-HĐND"))
    client.get(f"{url}luoc-do/")
    with django_assert_max_num_queries(14):
        client.get(f"{url}luoc-do/")


# -- marks -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "eid", "days", "said"),
    [
        ("expires", "art_2__para_1", 0, "Khoản 1 Điều 2: hết hiệu lực từ"),
        ("removed", "art_2", 0, "Điều 2: hết hiệu lực từ"),
        ("suspended", "art_2", -3, "Điều 2: ngưng hiệu lực từ"),
        ("takes_effect", "art_2__para_2", 5, "Khoản 2 Điều 2: có hiệu lực từ"),
        ("expires", "art_2", 1, None),
        ("amended", "art_2", 0, None),
    ],
)
def test_an_article_says_what_in_it_is_out_of_force(client, document, url, kind, eid, days, said):
    day = timezone.localdate() + timedelta(days=days)
    document.validity_events.create(kind=kind, eid=eid, happens_on=day)
    for path in ("", "dieu-2/"):
        html = page(client, url + path)
        assert ("validity-mark" in html) == bool(said)
        if said:
            assert f"{said} {day:%d/%m/%Y}" in html
    assert "validity-mark" not in page(client, f"{url}dieu-1/")


def test_the_badge_of_an_article_is_its_own(client, document, url):
    document.stated_status = "in_force"
    document.save()
    document.validity_events.create(kind="expires", eid="art_2", happens_on=timezone.localdate())
    assert "status-badge--expired" in page(client, f"{url}dieu-2/")
    assert "status-badge--in-force" in page(client, f"{url}dieu-1/")
    assert "status-badge--partly-expired" in page(client, url)


def test_a_document_out_of_force_has_no_marks_of_its_own(document):
    today = timezone.localdate()
    document.effective_to = today
    document.save()
    document.validity_events.create(kind="expires", eid="art_2", happens_on=today)
    assert notes(standing(document, today)) == []
