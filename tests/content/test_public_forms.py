import pytest
from django.test import RequestFactory

from content import public_forms
from content.public_forms import client_network, is_fresh, is_own_page, sign_token, within_rate


def request(**meta):
    return RequestFactory().post("/", **meta)


def test_a_token_is_good_for_its_purpose_until_it_is_old(monkeypatch):
    token = sign_token("report")
    assert is_fresh(token, "report")
    assert not is_fresh(token, "question")
    assert not is_fresh(token[:-1] + ("a" if token[-1] != "a" else "b"), "report")
    assert not is_fresh("", "report")
    monkeypatch.setattr(public_forms, "TOKEN_MAX_AGE", -1)
    assert not is_fresh(token, "report")


@pytest.mark.parametrize(
    ("headers", "own"),
    [
        ({"HTTP_ORIGIN": "http://testserver"}, True),
        ({"HTTP_REFERER": "http://testserver/van-ban/"}, True),
        ({"HTTP_ORIGIN": "http://testserver.evil.example"}, False),
        ({"HTTP_ORIGIN": "http://evil.example", "HTTP_REFERER": "http://testserver/"}, False),
        ({"HTTP_ORIGIN": "null"}, False),
        ({"HTTP_ORIGIN": "http://[::1"}, False),
        ({"HTTP_REFERER": "http://[testserver]/"}, False),
        ({}, False),
    ],
)
def test_only_pages_of_the_portal_send_its_forms(headers, own):
    assert is_own_page(request(**headers)) is own


def test_a_trusted_origin_may_send_too(settings):
    settings.CSRF_TRUSTED_ORIGINS = ["https://xa.example"]
    assert is_own_page(request(HTTP_ORIGIN="https://xa.example"))
    assert not is_own_page(request(HTTP_ORIGIN="http://xa.example"))


@pytest.mark.parametrize(
    ("meta", "network"),
    [
        ({"REMOTE_ADDR": "192.0.2.7"}, "192.0.2.7"),
        # Only the web server on this machine is believed, and only what it appended itself.
        ({"REMOTE_ADDR": "192.0.2.7", "HTTP_X_FORWARDED_FOR": "10.0.0.1"}, "192.0.2.7"),
        ({"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "10.9.9.9, 192.0.2.7"}, "192.0.2.7"),
        ({"REMOTE_ADDR": "::1", "HTTP_X_FORWARDED_FOR": "192.0.2.7"}, "192.0.2.7"),
        ({"REMOTE_ADDR": "", "HTTP_X_FORWARDED_FOR": "192.0.2.7"}, "192.0.2.7"),
        ({"REMOTE_ADDR": "127.0.0.1"}, "127.0.0.1"),
        ({"REMOTE_ADDR": "2001:db8:1:2:3:4:5:6"}, "2001:db8:1:2::/64"),
        (
            {"REMOTE_ADDR": "2001:db8:1:2::9", "HTTP_X_FORWARDED_FOR": "10.0.0.1"},
            "2001:db8:1:2::/64",
        ),
        ({"REMOTE_ADDR": "::ffff:192.0.2.7"}, "192.0.2.7"),
        ({"REMOTE_ADDR": "::ffff:127.0.0.1", "HTTP_X_FORWARDED_FOR": "192.0.2.7"}, "192.0.2.7"),
        # What is no address makes no sender of its own, or the limit would end there.
        ({"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "không phải"}, "127.0.0.1"),
        # A web server on another machine, behind one that takes the load of many.
        ({"REMOTE_ADDR": "10.5.0.2", "HTTP_X_FORWARDED_FOR": "1.1.1.1, 192.0.2.7"}, "192.0.2.7"),
        (
            {"REMOTE_ADDR": "10.5.0.2", "HTTP_X_FORWARDED_FOR": "1.1.1.1, 192.0.2.7, 10.5.0.3"},
            "192.0.2.7",
        ),
    ],
)
def test_sender(meta, network, settings):
    settings.TRUSTED_PROXIES = [*settings.TRUSTED_PROXIES, "10.5.0.0/29"]
    assert client_network(request(**meta)) == network


def test_rate_counts_each_sender_and_purpose_by_itself():
    one, other = request(REMOTE_ADDR="192.0.2.1"), request(REMOTE_ADDR="192.0.2.2")
    assert [within_rate(one, "a", limit=2) for _ in range(3)] == [True, True, False]
    assert within_rate(other, "a", limit=2)
    assert within_rate(one, "b", limit=2)


def test_a_sending_stops_counting_when_its_time_is_over():
    one = request(REMOTE_ADDR="192.0.2.1")
    assert [within_rate(one, "a", limit=1, seconds=0) for _ in range(2)] == [True, True]


def test_no_address_is_stored(monkeypatch):
    stored = []
    monkeypatch.setattr(public_forms.cache, "add", lambda *args: stored.append(repr(args)))
    within_rate(request(REMOTE_ADDR="192.0.2.1"), "a")
    assert stored
    assert "192.0.2" not in stored[0]
