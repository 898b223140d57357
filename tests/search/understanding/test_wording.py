"""Filters that a query states in words."""

import pytest

from content.filter_words import FilterWord
from search.understanding.wording import FilterNames, read_wording

NAMES = FilterNames(
    [
        *(FilterWord("kind", frozenset({v}), n) for v, n in [("questions", "Hỏi đáp")]),
        FilterWord("kind", frozenset({"news"}), "Tin tức"),
        *(
            FilterWord("type", frozenset({value}), name)
            for value, name in [
                *(("luat", "Luật"), ("nghi-dinh", "Nghị định"), ("thong-tu", "Thông tư")),
                *(
                    ("quyet-dinh", "Quyết định"),
                    ("ke-hoach", "Kế hoạch"),
                    ("huong-dan", "Hướng dẫn"),
                ),
            ]
        ),
        FilterWord("unit", frozenset({"syt"}), "Sở Y tế"),
        FilterWord("unit", frozenset({"ubnd"}), "Ủy ban nhân dân tỉnh"),
        FilterWord("unit", frozenset({"ubnd"}), "UBND tỉnh", "Ủy ban nhân dân tỉnh"),
        FilterWord("unit", frozenset({"sld", "snv"}), "Sở Lao động - Thương binh và Xã hội"),
        FilterWord("topic", frozenset({"15"}), "Đất đai"),
    ]
)
IN_FORCE = {"in_force", "partly_expired"}


@pytest.mark.parametrize(
    ("query", "rest", "filters"),
    [
        ("nghị định 2024 về đất đai", "đất đai", {"type": "nghi-dinh", "year": "2024"}),
        ("nghi dinh nam 2024 ve dat dai", "dat dai", {"type": "nghi-dinh", "year": "2024"}),
        ("các nghị định về đất đai", "đất đai", {"type": "nghi-dinh"}),
        ("thông tư về đất đai", "đất đai", {"type": "thong-tu"}),
        ("thông tư về đất đai năm 2023", "đất đai", {"type": "thong-tu", "year": "2023"}),
        ("quyết định của UBND tỉnh về giá đất", "giá đất", {"type": "quyet-dinh", "unit": "ubnd"}),
        (
            "quyết định do ủy ban nhân dân tỉnh ban hành về giá đất",
            "giá đất",
            {"type": "quyet-dinh", "unit": "ubnd"},
        ),
        ("tin tức của Sở Y tế", "tin tức", {"kind": "news", "unit": "syt"}),
        ("hỏi đáp về ly hôn", "ly hôn", {"kind": "questions"}),
        ("văn bản của so y te nam 2025 ve duoc", "duoc", {"unit": "syt", "year": "2025"}),
        (
            "nghị định còn hiệu lực về hộ tịch",
            "hộ tịch",
            {"type": "nghi-dinh", "validity": IN_FORCE},
        ),
        ("lịch tiếp công dân của Sở Y tế", "lịch tiếp công dân", {"unit": "syt"}),
        (
            "hồ sơ của sở lao động thương binh và xã hội",
            "hồ sơ",
            {"unit": {"sld", "snv"}},
        ),
        ("xử phạt lĩnh vực đất đai", "xử phạt", {"topic": "15"}),
        (
            "các nghị định hướng dẫn luật đất đai còn hiệu lực",
            "hướng dẫn luật đất đai",
            {"type": "nghi-dinh", "validity": IN_FORCE},
        ),
        ("kế hoạch 2026 về tuyên truyền", "tuyên truyền", {"type": "ke-hoach", "year": "2026"}),
        ("nghị định 2024", "nghị định", {"type": "nghi-dinh", "year": "2024"}),
        # words that only look like filters
        ("quyết định xử phạt vi phạm hành chính", None, {}),
        ("quyết định về việc thu hồi đất", None, {}),
        ("hướng dẫn về thủ tục đăng ký khai sinh", None, {}),
        ("luật đất đai 2024", None, {}),
        ("luật đất đai năm 2024", None, {}),
        ("nghị định hướng dẫn luật đất đai năm 2024", None, {}),
        (
            "nghị định về hướng dẫn luật đất đai năm 2024",
            "hướng dẫn luật đất đai năm 2024",
            {"type": "nghi-dinh"},
        ),
        ("luật đất đai", None, {}),
        ("nghị định", None, {}),
        ("nhiệm vụ của Sở Y tế", None, {}),
        ("địa chỉ của Sở Y tế", None, {}),
        ("Sở Y tế", None, {}),
        ("mức lương tối thiểu năm 2024", None, {}),
        ("khi nào nghị định hết hiệu lực", None, {}),
        ("quyền của người lao động", None, {}),
        ("của Sở Y tế", None, {}),
        ("nghị định 9999 về đất đai", None, {}),
        ("", None, {}),
    ],
)
def test_the_filters_and_what_is_left(query, rest, filters):
    wording = read_wording(query, NAMES)
    assert wording.rest == (query if rest is None else rest)
    expected = {k: {v} if isinstance(v, str) else set(v) for k, v in filters.items()}
    assert {item.facet: set(item.values) for item in wording.filters} == expected


def test_the_newest_may_be_asked_for_in_words():
    wording = read_wording("nghị định mới nhất về đất đai", NAMES)
    assert (wording.rest, wording.order) == ("đất đai", "newest")


def test_a_query_without_end_is_read_at_once():
    assert read_wording("của sở lao động " * 250, NAMES)
    assert read_wording("lĩnh vực đất đai " * 250, NAMES)
