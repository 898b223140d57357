"""sitemap.xml, robots.txt and the web manifest."""

import re


def locations(client, path):
    return re.findall(r"<loc>(.*?)</loc>", client.get(path).content.decode())


def test_sitemap_leads_to_every_public_page_and_record(client, home_page, make_record):
    make_record("questions", "Công khai", url="/hoi-dap/cong-khai/")
    make_record("questions", "Đã gỡ", url="/hoi-dap/da-go/", live=False)
    make_record("documents", "Nghị quyết", url="/van-ban/nghi-quyet/")
    found = [
        re.sub(r"^https?://[^/]+", "", location)
        for section in locations(client, "/sitemap.xml")
        for location in locations(client, re.sub(r"^https?://[^/]+", "", section))
    ]
    assert sorted(found) == ["/", "/hoi-dap/cong-khai/", "/van-ban/nghi-quyet/"]


def test_robots_are_led_to_the_sitemap_and_away_from_filters(client, home_page):
    response = client.get("/robots.txt")
    assert response.headers["Content-Type"].startswith("text/plain")
    assert "Disallow: /tim-kiem/" in response.content.decode()
    assert "Sitemap: http://testserver/sitemap.xml" in response.content.decode()


def test_manifest_carries_the_portals_name(client, portal):
    portal.short_name = "Pháp luật An Lạc"
    portal.save()
    assert client.get("/site.webmanifest").json()["short_name"] == "Pháp luật An Lạc"
