"""Telex and VNI keys that were left in a query."""

import pytest

from search.understanding.keyboards import restore_typing, restored

from .knowledge import frequencies


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        *(("luaatj", "luật"), ("ddaats", "đất"), ("ddawng", "đăng"), ("kys", "ký")),
        *(("nguowif", "người"), ("dduwowcj", "được"), ("ruwowuj", "rượu"), ("capas", "cấp")),
        *(("hoaf", "hòa"), ("thuyr", "thủy"), ("giaays", "giấy"), ("quyeenf", "quyền")),
        *(("coong", "công"), ("thoong", "thông"), ("mangj", "mạng")),
        *(("giups", "giúp"), ("uwu", "ưu"), ("tieengs", "tiếng"), ("suwr", "sử")),
        *(("luat65", "luật"), ("d9at61", "đất"), ("d9ang8", "đăng"), ("ky1", "ký")),
        *(("nguoi72", "người"), ("d9uoc75", "được"), ("tro75", "trợ"), ("quyen62", "quyền")),
        # nothing that such keys could have meant
        *(("user", None), ("office", None), ("qh15", None), ("dieu5", None), ("b2", None)),
        *(("168", None), ("law", None), ("wifi", None), ("dat", None), ("đất", None), ("x", None)),
        *(("d" * 500, None), ("aaaaaaaaaaaa", None), ("1" * 12, None)),
    ],
)
def test_what_a_token_is_the_keys_of(typed, meant):
    found = restored(typed)
    assert (found and found.token) == meant


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ("luaatj ddaats ddai", "luật đất đai"),
        ("luat65 d9at61 d9ai", "luật đất đai"),
        ("thur tucj ddawng kys khai sinh", "thủ tục đăng ký khai sinh"),
        ("ddawng ky khai sinh", "đăng ky khai sinh"),
        ("truwowjt ddenf ddor", "truwowjt ddenf ddor"),  # the index knows no “trượt”
        ("vuowtj ddenf ddor", "vượt đèn đỏ"),
        ("luaatj", "luật"),
        ("thur tucj", "thủ tục"),
        ("khai tuwr", "khai tử"),
        ("xe taxi", "xe taxi"),
        ("taxi", "taxi"),
        ("internet", "internet"),
        ("car", "car"),
        ("moon", "moon"),
        ("been", "been"),
        ("tax law", "tax law"),
        ("user manual", "user manual"),
        ("rent a car", "rent a car"),
        ("thu hoi dat", "thu hoi dat"),
        ("thu hồi đất", "thu hồi đất"),
        ("hạng a1", "hạng a1"),
        ("168 2024 nd cp", "168 2024 nd cp"),
        ("", ""),
    ],
)
def test_a_query_is_put_right_only_where_the_words_become_known(query, meant):
    tokens = query.split()
    changed = restore_typing(tokens, frequencies)
    assert " ".join(changed.get(token, token) for token in tokens) == meant
