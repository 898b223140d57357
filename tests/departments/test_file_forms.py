"""What the public reads is not replaced without approval; what it does not read yet may be."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from departments.roles import Role
from departments.staffing import appoint
from news.models import NewsPage
from tests.factories.news import NewsPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client, django_user_model):
    editor = django_user_model.objects.create_user("bien-tap")
    appoint(editor, Role.EDITOR)
    client.force_login(editor)
    return editor


def shown(live, **fields):
    """A page that shows a file, public or a draft."""
    page = NewsPageFactory(live=live)
    for name, value in fields.items():
        setattr(page, name, value)
    page.save()
    return NewsPage.objects.get(pk=page.pk)


def replace_image(client, image):
    png = SimpleUploadedFile("thay.png", get_test_image_file(size=(9, 9)).file.getvalue())
    data = {"title": "Ảnh mới", "collection": image.collection_id, "tags": "", "file": png}
    data |= dict.fromkeys([f"focal_point_{side}" for side in ("x", "y", "width", "height")], "")
    response = client.post(reverse("wagtailimages:edit", args=[image.pk]), data)
    image.refresh_from_db()
    return response


@pytest.mark.parametrize("live", [True, False])
def test_an_image_is_replaced_only_while_nothing_public_shows_it(client, editor, live):
    image = get_image_model().objects.create(title="Ảnh", file=get_test_image_file())
    shown(live, lead_image=image, lead_image_alt="Một bức ảnh")
    before = image.width
    response = replace_image(client, image)
    assert (image.width == before) is live
    assert ("Tệp này đang có trong nội dung đã đăng" in response.text) is live


@pytest.mark.parametrize("live", [True, False])
def test_a_file_is_replaced_only_while_nothing_public_offers_it(client, editor, live):
    pdf = SimpleUploadedFile("cu.pdf", b"%PDF-1.4 cu")
    file = get_document_model().objects.create(title="Tệp", file=pdf)
    body = [("document", {"document": file, "title": "Tệp"})]
    shown(live, body=body)
    data = {"title": "Tệp mới", "collection": file.collection_id, "tags": ""}
    data["file"] = SimpleUploadedFile("moi.pdf", b"%PDF-1.4 moi")
    client.post(reverse("wagtaildocs:edit", args=[file.pk]), data)
    file.refresh_from_db()
    assert (b"cu" in file.file.read()) is live


def test_the_words_about_a_public_image_may_be_mended(client, editor):
    image = get_image_model().objects.create(title="Ảnh", file=get_test_image_file())
    shown(True, lead_image=image, lead_image_alt="Một bức ảnh")
    data = {"title": "Ảnh mới", "collection": image.collection_id, "tags": ""}
    data |= dict.fromkeys([f"focal_point_{side}" for side in ("x", "y", "width", "height")], "")
    client.post(reverse("wagtailimages:edit", args=[image.pk]), data)
    image.refresh_from_db()
    assert image.title == "Ảnh mới"
