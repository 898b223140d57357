"""Copies of texts as the library writes them out."""

from datetime import date
from pathlib import Path

from legal_library.exporting import Copy, Facts
from legal_library.parsing import Body, Node, ParsedDocument, parse

SAMPLES = sorted((Path(__file__).parent.parent / "data" / "parsing").glob("*.txt"))
FACTS = Facts(
    title="Quy định mức hỗ trợ người trực tiếp tham gia hòa giải ở cơ sở",
    type_name="Nghị quyết",
    type_code="nghi-quyet",
    number="12/2025/NQ-HĐND",
    issuers=("Hội đồng nhân dân tỉnh An Lạc", "Ủy ban nhân dân tỉnh An Lạc"),
    issued_on=date(2025, 7, 10),
    effective_from=date(2025, 8, 1),
    signer="Nguyễn Thị Mẫu",
    valid_on=date(2025, 7, 10),
    uuid="7c0f4a52-0000-4000-8000-000000000012",
    url="https://an-lac.example/van-ban/nghi-quyet-12/",
    publisher="Cổng pháp luật tỉnh An Lạc",
)


def copy_of(text: str, facts: Facts = FACTS) -> Copy:
    """*text*, read by the parser; what the parser doubted does not go out."""
    parsed = parse(text)
    return Copy(facts, ParsedDocument(parsed.preface, parsed.bodies))


def odd_copy() -> Copy:
    """What no sample has: tables, footnotes, characters that XML forbids, empty places."""
    table = Node("table", text="TT\tMức\u2028(đồng)\n1\t400.000\n2", eid="art_1__table_1")
    inner = Node(
        "clause", "1", "“1.", "", "Trích một.\nTrích hai.”", "art_1__para_1__qstr_1__para_1"
    )
    clauses = (
        Node("clause", "1", "1.", "Tên khoản", "Sửa đổi:", "art_1__para_1", (inner,)),
        Node(
            "clause",
            "2",
            "2.",
            "",
            "Gồm\u202f1:\n\nba   dấu cách, \x08 và \x00",
            "art_1__para_2",
            (
                Node("point", "đ", "đ)", "", "điểm đ;", "art_1__para_2__point_dd"),
                Node("paragraph", text="", eid="art_1__para_2__p_1"),
                Node("article", "7", "“Điều 7.", "", "Trích.”", "art_1__para_2__qstr_1__art_7"),
                Node("paragraph", text="Đoạn sau.", eid="art_1__para_2__p_2"),
            ),
        ),
    )
    article = Node("article", "1", "Điều 1.", "<Tên> & tên", "", "art_1", (*clauses, table))
    annex = Node(
        "annex",
        "II",
        "PHỤ LỤC II",
        "BẢNG",
        "Lời dẫn",
        "annex_II",
        (Node("paragraph", text="Mẫu", eid="annex_II__p_1"),),
    )
    note = Node("note", "1", "1", "", "Chú thích.\nDòng hai.", "note_1")
    inside = Node("paragraph", text="Bên trong", eid="preface__p_2__p_1")
    preface = (
        Node("paragraph", text="HỘI ĐỒNG NHÂN DÂN\nTỈNH AN LẠC", eid="preface__p_1"),
        Node("table", text="a\tb", eid="preface__table_1"),
        Node("paragraph", "", "I.", "Đề mục", "Chữ", "preface__p_2", (inside,)),
        Node("paragraph", text="Căn cứ Luật Mẫu;", eid="preface__p_3"),
        Node("paragraph", text="QUYẾT ĐỊNH:", eid="preface__p_4"),
    )
    bodies = (
        Body(Node("paragraph", text="TÊN", eid="title"), (article, annex), (note,)),
        Body(Node("paragraph", "", "QUY CHẾ", "Mẫu", "(kèm theo)", "att_1__title")),
        Body(None, (Node("article", "1", "Điều 1", "", "", "att_2__art_1"),)),
    )
    return Copy(Facts(), ParsedDocument(preface, bodies))
