"""Links on the citations in content of apps that do not know the library."""

from django import template
from django.utils.safestring import mark_safe

from legal_library.citing.linking_content import link_citations

register = template.Library()


@register.tag
def linked_citations(parser, token):
    """{% linked_citations item "answer" %}…{% endlinked_citations %}

    What stands between, with links on the citations found in these fields of the item. One query.
    """
    _name, item, *fields = token.split_contents()
    nodelist = parser.parse(["endlinked_citations"])
    parser.delete_first_token()
    compiled = [parser.compile_filter(part) for part in fields]
    return _LinkedCitations(parser.compile_filter(item), compiled, nodelist)


class _LinkedCitations(template.Node):
    def __init__(self, item, fields, nodelist):
        self.item, self.fields, self.nodelist = item, fields, nodelist

    def render(self, context):
        html = self.nodelist.render(context)
        item = self.item.resolve(context)
        fields = [field.resolve(context) for field in self.fields]
        return mark_safe(link_citations(html, item.uuid, fields))  # noqa: S308 - the nodes' own
