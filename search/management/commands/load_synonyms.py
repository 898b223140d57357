"""Load the starting list of synonyms and abbreviations."""

from pathlib import Path

from django.core.management.base import BaseCommand

from search.loading import load_synonyms
from search.starting_synonyms import STARTING_LIST, read_sets


class Command(BaseCommand):
    help = (
        "Nạp danh sách ban đầu các từ thông dụng và chữ viết tắt. Chạy lại chỉ thêm dòng chưa có; "
        "nhóm đã sửa hoặc đã tắt giữ nguyên."
    )

    def add_arguments(self, parser):
        parser.add_argument("--file", type=Path, default=STARTING_LIST, help="tệp CSV khác")
        parser.add_argument("--dry-run", action="store_true", help="chỉ đếm, không ghi")

    def handle(self, *args, file, dry_run, **options):
        added = load_synonyms(read_sets(file), save=not dry_run)
        self.stdout.write(f"Nhóm từ mới: {added}")
