import pytest
from django.core.management import call_command

from content.models import Topic
from content.topics import load_topics

pytestmark = pytest.mark.django_db


def test_the_codification_is_loaded_and_can_be_loaded_again():
    created, _updated = load_topics()
    assert created > 250
    assert load_topics()[0] == 0
    assert Topic.objects.subjects().count() == 45
    land = Topic.objects.get(code="11")
    assert land.name == "Đất đai"
    assert Topic.objects.get(code="44.8").parent.code == "44"


def test_descendants_are_found_by_code_and_not_by_its_beginning():
    call_command("load_topics", verbosity=0)
    codes = set(Topic.objects.with_descendants(["1"]).values_list("code", flat=True))
    assert "1" in codes
    assert "1.6" in codes
    assert not {"10", "11", "12"} & codes
