"""“Ý bạn là …”: what is offered for misspelled words, and when nothing is."""

import json

import pytest

from search.spelling import did_you_mean

from .understanding.knowledge import frequencies


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ("thu hồi đấc", "thu hồi đất"),
        ("sử phạt vi phạm hành chính", "xử phạt vi phạm hành chính"),
        ("đăng ký khai xinh", "đăng ký khai sinh"),
        ("giấy trứng nhận quyền sử dụng đất", "giấy chứng nhận quyền sử dụng đất"),
        ("chợ giúp pháp lý", "trợ giúp pháp lý"),
        ("hợp đồng nao động", "hợp đồng lao động"),
        ("bảo hiễm xã hội", "bảo hiểm xã hội"),
        ("thu tuc dang ki khai sihn", "thu tuc dang ki khai sinh"),
        ("Thu hồi đấc?", "Thu hồi đất?"),
        (
            "thủ tục đăng ký khai sinh cho trẻ em, đăng ký kết hôn, thu hồi đấc",
            "thủ tục đăng ký khai sinh cho trẻ em, đăng ký kết hôn, thu hồi đất",
        ),
        # known as they are, or nothing better is known
        ("thủ tục đăng ký khai sinh cho trẻ em, đăng ký kết hôn, thu hồi đất", ""),
        ("thu hồi đất", ""),
        ("thu hoi dat", ""),
        ("vượt đèn đỏ phạt tiền bao nhiêu", ""),
        ("sử dụng đất", ""),
        ("168/2024/NĐ-CP", ""),
        ("blockchain", ""),
        ("qwxz", ""),
        ("", ""),
        ("đất " * 30, ""),
    ],
)
def test_the_better_known_spelling_is_offered(query, meant):
    assert did_you_mean(query, frequencies) == meant


@pytest.mark.shared_data
def test_a_word_of_any_shape_is_read_at_once(shared_data):
    path = shared_data / "retrieval" / "query_log_drill_train_unlabelled.json"
    for row in json.loads(path.read_text())[:50]:
        did_you_mean(row["question"][:60], frequencies)
