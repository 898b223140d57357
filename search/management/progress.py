"""What an operator sees of work over all content."""

from tqdm import tqdm

from content.registration import SearchSource, search_sources


class SourcesProgress:
    """A bar over the objects of all sources, named after the one at hand."""

    def __init__(self, *, disable: bool, rounds: int = 1):
        total = rounds * sum(source.count() for source in search_sources())
        self._bar = tqdm(total=total, unit=" mục", disable=disable)
        self._source: SearchSource | None = None

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self._bar.close()

    def __call__(self, source: SearchSource, objects: int) -> None:
        if source is not self._source:
            self._source = source
            self._bar.set_description(str(source.label))
        self._bar.update(1)
