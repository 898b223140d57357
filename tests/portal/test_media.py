"""Uploads of a demonstration: served, but never as pages of the portal."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage


def test_a_script_inside_an_upload_does_not_run(client):
    name = default_storage.save("ban-ve.svg", ContentFile(b"<svg onload='alert(1)'/>"))
    response = client.get(f"/media/{name}")
    assert response.status_code == 200
    assert "sandbox" in response["Content-Security-Policy"]
    assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["khong-co.pdf", "%00", "..%2fmanage.py", "a" * 5_000])
def test_what_is_no_upload_is_not_found(client, path):
    assert client.get(f"/media/{path}").status_code == 404


@pytest.mark.django_db
def test_files_that_may_be_private_have_no_address_among_the_uploads(client):
    name = default_storage.save("documents/nhap.pdf", ContentFile(b"%PDF-1.4"))
    assert client.get(f"/media/{name}").status_code == 404
    assert client.get(f"/media/x/../{name}").status_code == 404
    video = default_storage.save("documents/phim.mp4", ContentFile(b"x"))
    assert client.get(f"/media/{video}").status_code == 200
