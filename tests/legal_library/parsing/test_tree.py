import json
from pathlib import Path

import pytest

from legal_library.parsing import from_json, parse, to_json, to_text, walk

DATA = Path(__file__).parents[2] / "data" / "parsing"
TEXT = "Điều 1. Tên\nNội dung.\n1. Khoản:\na) điểm.\n"


def test_json_has_exactly_the_agreed_shape():
    assert to_json(parse(TEXT)) == {
        "preface": [],
        "bodies": [
            {
                "title": None,
                "nodes": [
                    {
                        "kind": "article",
                        "number": "1",
                        "marker": "Điều 1.",
                        "heading": "Tên",
                        "text": "Nội dung.",
                        "eid": "art_1",
                        "children": [
                            {
                                "kind": "clause",
                                "number": "1",
                                "marker": "1.",
                                "heading": "",
                                "text": "Khoản:",
                                "eid": "art_1__para_1",
                                "children": [
                                    {
                                        "kind": "point",
                                        "number": "a",
                                        "marker": "a)",
                                        "heading": "",
                                        "text": "điểm.",
                                        "eid": "art_1__para_1__point_a",
                                        "children": [],
                                    }
                                ],
                            }
                        ],
                    }
                ],
                "conclusion": [],
            }
        ],
        "furniture": [],
        "warnings": [],
    }


@pytest.mark.parametrize("path", sorted(DATA.glob("*.txt")), ids=lambda path: path.stem)
def test_a_document_survives_json(path):
    document = parse(path.read_text(encoding="utf-8"))
    assert from_json(json.loads(json.dumps(to_json(document)))) == document


def test_json_of_another_shape_is_refused():
    with pytest.raises(KeyError):
        from_json({"preface": []})


def test_walking_visits_nodes_in_the_order_of_the_source():
    document = parse(TEXT)
    assert [node.number for node in walk(document.bodies[0].nodes)] == ["1", "1", "a"]
    assert list(document.walk()) == list(walk(document.bodies[0].nodes))


def test_the_outline_indents_what_stands_below():
    assert to_text(parse(TEXT)) == (
        "[preface]\n[body 0]\n"
        "  Điều 1. Tên Nội dung.  <art_1>\n"
        "    1. Khoản:  <art_1__para_1>\n"
        "      a) điểm.  <art_1__para_1__point_a>\n"
    )
