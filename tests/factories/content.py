"""Topics and audiences."""

import factory
from factory.django import DjangoModelFactory

from content.models import Audience, Topic


class TopicFactory(DjangoModelFactory):
    code = factory.Sequence(lambda number: f"9{number}")
    name = factory.LazyAttribute(lambda topic: f"Chủ đề {topic.code}")

    class Meta:
        model = Topic


class AudienceFactory(DjangoModelFactory):
    code = factory.Sequence(lambda number: f"doi-tuong-{number}")
    name = factory.LazyAttribute(lambda audience: f"Đối tượng {audience.code}")

    class Meta:
        model = Audience
