"""Terms in the HTML of a text: marked once in each article, and nowhere that it would hurt."""

import pytest

from legal_library.defining.marking import Term, mark

SECTION = '<section class="document-text__article" id="{}"><h3><a href="#{}">Điều đất ở</a></h3>'


def section(name, html):
    return f"{SECTION.format(name, name)}{html}</section>"


def marks(html, *words, **options):
    terms = [Term(word, f"#{index}", f"k{index}") for index, word in enumerate(words)]
    return mark(html, terms, **options)


@pytest.mark.parametrize(
    ("html", "words", "shown"),
    [
        ("<p>có đất ở đây</p>", "đất ở", "<p>có [đất ở] đây</p>"),
        ("<p>Đất ở đây</p>", "đất ở", "<p>[Đất ở] đây</p>"),
        ("<p>đất ở và đất ở</p>", "Đất ở", "<p>[đất ở] và đất ở</p>"),
        ("<p>đất ởn, ađất ở</p>", "đất ở", "<p>đất ởn, ađất ở</p>"),
        ("<p>nhà ở tại R&amp;D lớn</p>", "R&D", "<p>nhà ở tại [R&amp;D] lớn</p>"),
        ("<h4>đất ở</h4><p>đất ở</p>", "đất ở", "<h4>đất ở</h4><p>[đất ở]</p>"),
        ("<a href='#'>đất ở</a>", "đất ở", "<a href='#'>đất ở</a>"),
        ("<p title='đất ở'>x</p>", "đất ở", "<p title='đất ở'>x</p>"),
        (
            "<blockquote>a<blockquote>b</blockquote>đất ở</blockquote> đất ở",
            "đất ở",
            "<blockquote>a<blockquote>b</blockquote>đất ở</blockquote> [đất ở]",
        ),
    ],
)
def test_whole_words_of_running_text_are_marked_once(html, words, shown):
    marked, _used = marks(html, words)
    marked = marked.replace('<a class="defined-term" href="#0" data-definition="k0">', "[")
    assert marked.replace("[" + words, "[" + words) == shown.replace("]", "</a>")


def test_each_article_begins_anew():
    html = section("dieu-1", "<p>đất ở, đất ở</p>") + section("dieu-2", "<p>đất ở</p>")
    marked, used = marks(html, "đất ở")
    assert marked.count("defined-term") == 2
    assert used == ["k0"]


def test_the_longest_term_counts_where_several_fit():
    marked, used = marks("<p>chủ hộ kinh doanh</p>", "kinh doanh", "hộ kinh doanh")
    assert marked.count("defined-term") == 1
    assert used == ["k1"]
    assert ">hộ kinh doanh</a>" in marked


def test_a_term_is_not_marked_where_it_is_defined():
    term = Term("đất ở", "#", "k", home="dieu-3")
    html = section("dieu-3", "<p>Đất ở là đất.</p>") + section("dieu-4", "<p>đất ở</p>")
    marked, _used = mark(html, [term])
    assert marked.index("defined-term") > marked.index("dieu-4")
    assert mark("<p>đất ở</p>", [term], article="dieu-3") == ("<p>đất ở</p>", [])


def test_without_terms_nothing_changes():
    assert mark("<p>x</p>", []) == ("<p>x</p>", [])
