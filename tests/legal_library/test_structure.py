from legal_library.parsing import Body, ParsedDocument, parse
from legal_library.structure import flatten, reassemble, unflatten
from tests.factories.legal_library import parsed_sample


class Stored:
    """A row as `Provision` holds it."""

    def __init__(self, row):
        self.__dict__ |= row.as_fields()


def stored(parsed):
    return [Stored(row) for row in flatten(parsed)]


def test_rows_give_back_the_tree_they_came_from():
    parsed = parsed_sample()
    again = reassemble(stored(parsed))
    assert (again.preface, again.bodies) == (parsed.preface, parsed.bodies)


def test_nothing_gives_back_nothing():
    assert reassemble([]) == ParsedDocument(bodies=(Body(),))
    assert unflatten([]) == ()


def test_only_articles_of_the_act_itself_are_standing():
    text = "Điều 1. Một\nMột.\nĐiều 2. Hai\nHai.\nPHỤ LỤC I\nDANH MỤC\nĐiều 1. Ba\nBa."
    rows = [row for row in flatten(parse(text)) if row.node.kind == "article"]
    standing = [row.node.eid for row in rows if row.is_standing_article]
    assert standing[:2] == ["art_1", "art_2"]
    assert not [eid for eid in standing if "annex" in eid]
    quoted = [row for row in flatten(parsed_sample()) if "qstr" in row.node.eid]
    assert quoted
    assert not any(row.is_standing_article for row in quoted)
