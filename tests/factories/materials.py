"""Materials."""

import factory
import wagtail_factories
from factory.django import DjangoModelFactory

from materials.models import MaterialIndexPage, MaterialKind, MaterialPage

from .home import site_home


class MaterialKindFactory(DjangoModelFactory):
    code = factory.Sequence(lambda number: f"loai-{number}")
    name = factory.LazyAttribute(lambda kind: f"Loại {kind.code}")

    class Meta:
        model = MaterialKind


class MaterialIndexPageFactory(wagtail_factories.PageFactory):
    title = "Tài liệu"
    slug = "tai-lieu"
    parent = factory.LazyFunction(site_home)

    class Meta:
        model = MaterialIndexPage


class MaterialPageFactory(wagtail_factories.PageFactory):
    title = factory.Sequence(lambda number: f"Tài liệu số {number}")
    kind = factory.SubFactory(MaterialKindFactory)

    class Meta:
        model = MaterialPage
