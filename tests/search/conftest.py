"""A small library behind the search: sources that live in a list, and their index."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

import pytest

from content import registration, validity
from content.registration import Passage, SearchRecord, SearchSource
from search.engines.tantivy import TantivyEngine

TODAY = date(2026, 11, 23)


@dataclass
class Shelf:
    """A source of records that a test can change at will."""

    name: str
    label: str
    order: int
    records: list[SearchRecord] = field(default_factory=list)

    def source(self) -> SearchSource:
        return SearchSource(
            name=self.name,
            label=self.label,
            records=lambda: list(self.records),
            records_of=lambda keys: self._of(keys),
            count=lambda: len({record.key.partition("/")[0] for record in self.records}),
            order=self.order,
        )

    def withdraw(self, primary_key: int) -> None:
        self.records = [r for r in self.records if not r.key.startswith(f"{primary_key}/")]

    def _of(self, keys: Iterable[int]):
        wanted = {str(key) for key in keys}
        return (r for r in list(self.records) if r.key.partition("/")[0] in wanted)


def law(key: int, name: str, number: str, year: int, **fields) -> SearchRecord:
    return SearchRecord(
        key=f"{key}/",
        title=name,
        body=name,
        url=f"/van-ban/{key}/",
        number=number,
        year=year,
        published_on=date(year, 1, 15),
        **(
            {"type_code": "luat", "type_label": "Luật", "stated_status": validity.IN_FORCE} | fields
        ),
    )


def article(
    document: SearchRecord, number: str, heading: str, *clauses: str, place: str = ""
) -> SearchRecord:
    primary_key = document.key.partition("/")[0]
    return SearchRecord(
        key=f"{primary_key}/{place or f'art_{number}'}",
        title=f"Điều {number}. {heading}",
        body="\n".join(clauses),
        url=f"{document.url}dieu-{number}/",
        passages=tuple(
            Passage(f"khoan-{n}", f"Khoản {n}", text) for n, text in enumerate(clauses, start=1)
        ),
        context=document.title,
        number=document.number,
        type_code=document.type_code,
        type_label=document.type_label,
        topics=document.topics,
        unit=document.unit,
        unit_label=document.unit_label,
        year=document.year,
        published_on=document.published_on,
        effective_from=document.effective_from,
        effective_to=document.effective_to,
        stated_status=document.stated_status,
    )


OLD_LAND_LAW = law(
    1,
    "Luật Đất đai",
    "45/2013/QH13",
    2013,
    effective_from=date(2014, 7, 1),
    effective_to=date(2024, 8, 1),
    topics=("15.1",),
)
LAND_LAW = law(
    2,
    "Luật Đất đai",
    "31/2024/QH15",
    2024,
    effective_from=date(2024, 8, 1),
    topics=("15.1",),
)
TRAFFIC_DECREE = law(
    3,
    "Nghị định quy định xử phạt vi phạm hành chính về trật tự, an toàn giao thông",
    "168/2024/NĐ-CP",
    2024,
    type_code="nghi-dinh",
    type_label="Nghị định",
    effective_from=date(2025, 1, 1),
    topics=("9.4", "39.1"),
)
PROVINCIAL_DECISION = law(
    4,
    "Quyết định ban hành giá đất tại Cần Thơ",
    "12/2025/QĐ-UBND",
    2025,
    type_code="quyet-dinh",
    type_label="Quyết định",
    unit="H21",
    unit_label="Ủy ban nhân dân tỉnh",
    stated_status=validity.UNKNOWN,
    topics=("15.1",),
)
DOCUMENTS = [OLD_LAND_LAW, LAND_LAW, TRAFFIC_DECREE, PROVINCIAL_DECISION]
PROVISIONS = [
    article(
        OLD_LAND_LAW,
        "5",
        "Người sử dụng đất",
        "Người sử dụng đất được Nhà nước giao đất, cho thuê đất.",
    ),
    article(
        LAND_LAW,
        "5",
        "Nguyên tắc sử dụng đất",
        "Đúng mục đích sử dụng đất.",
        "Bền vững, tiết kiệm, có hiệu quả đối với đất đai.",
    ),
    article(
        LAND_LAW,
        "79",
        "Thu hồi đất để phát triển kinh tế - xã hội",
        "Nhà nước thu hồi đất vì lợi ích quốc gia, công cộng.",
        "Xây dựng chợ & <trung tâm> văn hóa cho khu dân cư.",
    ),
    article(
        TRAFFIC_DECREE,
        "7",
        "Xử phạt người điều khiển xe mô tô, xe gắn máy",
        "Phạt tiền người không chấp hành hiệu lệnh của đèn tín hiệu giao thông.",
        "Phạt tiền người vượt đèn đỏ khi điều khiển xe máy trên đường phường.",
    ),
    article(
        PROVINCIAL_DECISION, "1", "Bảng giá đất", "Giá đất ở tại đô thị.", place="att_1__art_1"
    ),
]
QUESTIONS = [
    SearchRecord(
        key="1/",
        title="Vượt đèn vàng có bị phạt như vượt đèn đỏ không?",
        body="Đèn vàng phải dừng trước vạch. Mức phạt bằng lỗi vượt đèn đỏ.",
        url="/hoi-dap/den-vang/",
        unit="H21-CA",
        unit_label="Công an tỉnh",
        year=2026,
        published_on=date(2026, 10, 12),
        topics=("9.4",),
    ),
    SearchRecord(
        key="2/",
        title="Bạn của tôi bán hàng rong",
        body="Người bán hàng rong cần biết điều gì?",
        url="/hoi-dap/hang-rong/",
        year=2025,
        published_on=date(2025, 5, 5),
    ),
]


@pytest.fixture
def shelves(monkeypatch):
    """The registered sources, and nothing else, by name."""
    shelves = {
        "documents": Shelf("documents", "Văn bản", 10, list(DOCUMENTS)),
        "provisions": Shelf("provisions", "Điều luật", 20, list(PROVISIONS)),
        "questions": Shelf("questions", "Hỏi đáp", 30, list(QUESTIONS)),
    }
    sources = {name: shelf.source() for name, shelf in shelves.items()}
    monkeypatch.setattr(registration._registry, "sources", sources)
    return shelves


@pytest.fixture
def engine(tmp_path):
    """An engine without an index."""
    return TantivyEngine(tmp_path / "search")


@pytest.fixture
def library(engine, shelves):
    """An engine over the whole small library."""
    engine.rebuild((name, record) for name, shelf in shelves.items() for record in shelf.records)
    return engine
