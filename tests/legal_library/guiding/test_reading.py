"""Which sentences of an act tell somebody to make rules."""

import pytest

from legal_library.guiding.reading import Tier, delegations


@pytest.mark.parametrize(
    ("sentence", "tier", "body"),
    [
        ("Chính phủ quy định chi tiết Điều này.", Tier.DECREE, "Chính phủ"),
        ("Mức phạt do Chính phủ quy định.", Tier.DECREE, "Chính phủ"),
        ("Thủ tướng Chính phủ ban hành danh mục.", Tier.DECREE, "Thủ tướng Chính phủ"),
        (
            "Ủy ban thường vụ Quốc hội quy định chi tiết khoản 2.",
            Tier.DECREE,
            "Ủy ban thường vụ Quốc hội",
        ),
        (
            "Bộ trưởng Bộ Y tế quy định mẫu giấy.",
            Tier.CIRCULAR,
            "Bộ trưởng Bộ Y tế",
        ),
        (
            "Bộ trưởng Bộ Lao động - Thương binh và Xã hội hướng dẫn việc này.",
            Tier.CIRCULAR,
            "Bộ trưởng Bộ Lao động - Thương binh và Xã hội",
        ),
        (
            "Thống đốc Ngân hàng Nhà nước Việt Nam quy định lãi suất.",
            Tier.CIRCULAR,
            "Thống đốc Ngân hàng Nhà nước Việt Nam",
        ),
        (
            "Chánh án Tòa án nhân dân tối cao quy định chi tiết Điều này.",
            Tier.CIRCULAR,
            "Chánh án Tòa án nhân dân tối cao",
        ),
        (
            "Căn cứ quỹ đất, Ủy ban nhân dân cấp tỉnh quy định hạn mức.",
            Tier.PROVINCE,
            "Ủy ban nhân dân cấp tỉnh",
        ),
        (
            "Hội đồng nhân dân cấp tỉnh quyết định mức thu.",
            Tier.PROVINCE,
            "Hội đồng nhân dân cấp tỉnh",
        ),
        (
            "Diện tích do Ủy ban nhân dân tỉnh, thành phố trực thuộc trung ương quy định.",
            Tier.PROVINCE,
            "Ủy ban nhân dân tỉnh, thành phố trực thuộc trung ương",
        ),
    ],
)
def test_who_is_told_to_make_rules(sentence, tier, body):
    (found,) = delegations(sentence)
    assert (found.tier, found.body, found.sentence) == (tier, body, sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Thực hiện theo quy định của Chính phủ.",
        "Bộ Tài chính trình Chính phủ quy định mức thu.",
        "Áp dụng luật này, trừ trường hợp Chính phủ quy định khác.",
        "Thủ tướng Chính phủ quyết định mức cấp tín dụng.",
        "Ủy ban nhân dân cấp tỉnh quyết định giao đất.",
        "Chủ tịch Ủy ban nhân dân cấp tỉnh quy định giờ làm việc.",
        "Ủy ban nhân dân cấp tỉnh hướng dẫn việc thu gom.",
        "Ủy ban nhân dân cấp xã quy định.",
        "Thanh tra Chính phủ ban hành kết luận.",
        "Chính phủ thống nhất quản lý nhà nước. Luật này quy định về đất.",
        "Chính phủ thực hiện việc quy định tại khoản 1.",
        "",
    ],
)
def test_other_sentences_order_nothing(sentence):
    assert delegations(sentence) == []


def test_each_sentence_and_each_body_counts():
    text = (
        "Chính phủ quy định chi tiết Điều này; Bộ trưởng Bộ Công an, Bộ trưởng Bộ Quốc phòng "
        "quy định mẫu.\nChính phủ quy định chi tiết Điều này; Chính phủ quy định chi tiết Điều này;"
    )
    assert [(each.tier, each.body) for each in delegations(text)] == [
        (Tier.DECREE, "Chính phủ"),
        (Tier.CIRCULAR, "Bộ trưởng Bộ Công an"),
        (Tier.CIRCULAR, "Bộ trưởng Bộ Quốc phòng"),
    ]
