"""Makes the stored HTML of all texts anew, for an upgrade that changed how laws are shown."""

from django.core.management.base import BaseCommand

from legal_library.citing.linking_texts import with_links
from legal_library.citing.storing import CitationStore
from legal_library.models import Expression


class Command(BaseCommand):
    help = "Renders every text of the library anew from its provisions. Can be run at any time."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="count only, write nothing")

    def handle(self, *args, dry_run, verbosity, **options):
        expressions = Expression.objects.order_by("pk").defer("warnings")
        expressions = expressions.select_related("document__type", "document__issuer")
        store = CitationStore()
        total = expressions.count()
        shown = verbosity >= 1 and self.stdout.isatty()
        changed = 0
        for done, expression in enumerate(expressions.iterator(chunk_size=20), start=1):
            document = expression.document
            rows = store.in_text(document, expression)
            rendered = with_links(document, expression, rows, store.catalogue)
            if (expression.html, expression.contents_html) != (
                rendered.html,
                rendered.contents_html,
            ):
                changed += 1
                if not dry_run:
                    Expression.objects.filter(pk=expression.pk).update(
                        html=rendered.html, contents_html=rendered.contents_html
                    )
            if shown:
                self.stdout.write(f"\r{done}/{total}", ending="")
                self.stdout.flush()
        if verbosity >= 1:
            self.stdout.write(f"\r{total} texts, {changed} changed")
