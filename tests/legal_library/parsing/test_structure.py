"""What becomes of whole texts: kinds, numbers, addresses, and what stays text."""

from pathlib import Path

import pytest

from legal_library.parsing import Line, parse, parse_lines, parse_parts

DATA = Path(__file__).parents[2] / "data" / "parsing"


def outline(text: str, body: int = 0) -> list[tuple[str, str, str]]:
    """Address, heading and text of everything but preface and conclusion."""
    nodes = [node for top in parse(text).bodies[body].nodes for node in top.walk()]
    return [(node.eid, node.heading, node.text) for node in nodes]


def addresses(text: str, body: int = 0) -> list[str]:
    return [eid for eid, _heading, _text in outline(text, body)]


def read(name: str) -> str:
    return (DATA / name).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Điều 1. Tên\n1. Một;\na) x;\nb) y.",
            "art_1 art_1__para_1 art_1__para_1__point_a art_1__para_1__point_b",
        ),
        ("Điều 1. Tên\na) x;\nđ) y.", "art_1 art_1__point_a art_1__point_dd"),
        ("Điều 1. A\nĐiều 1a. B\nĐiều 2. C", "art_1 art_1a art_2"),
        ("Điều 1. A\n6. Sáu.", "art_1"),
        (
            "Điều 1. A\n1. Một.\n1a. Một a.\n2. Hai.",
            "art_1 art_1__para_1 art_1__para_1a art_1__para_2",
        ),
        (
            "Điều 1. A\n1. Một:\na) x;\na1) x1;\nb) y.",
            "art_1 art_1__para_1 art_1__para_1__point_a art_1__para_1__point_a1 "
            "art_1__para_1__point_b",
        ),
        (
            "Chương I\nTÊN\nMục 1. TÊN\nTiểu mục 1. TÊN\nĐiều 1. A\nChương Ia\nTÊN\nĐiều 2. B",
            "chp_I chp_I__sec_1 chp_I__sec_1__subsec_1 art_1 chp_Ia art_2",
        ),
        ("Phần thứ nhất\nTÊN\nChương I\nTÊN\nĐiều 1. A", "part_1 part_1__chp_I art_1"),
    ],
)
def test_addresses_follow_the_structure(text, expected):
    assert addresses(text) == expected.split()


@pytest.mark.parametrize(
    ("inside", "reason"),
    [
        ("theo quy định tại\nĐiều 5 của Luật này quy định về hoa.", "a reference"),
        ("theo khoản 2\nĐiều 36. Trường hợp khác do Bộ quyết định.", "a reference before a stop"),
        ("quy định tại\nĐiều 2.", "the number that is due, cited at the end of a sentence"),
        ("thuộc\nChương IV của Luật này.", "a cited chapter"),
        ("trong thời hạn từ ngày 30 tháng\n2. Người trồng hoa", "a broken date"),
        ("điều kiện\nkinh doanh hoa.", "an everyday word"),
        ("gồm các\nĐiều 2, 3 và 4 của Luật này.", "a list of references"),
    ],
)
def test_lines_that_look_like_markers_stay_in_their_sentence(inside, reason):
    text = f"Điều 1. Tên\n1. Người chăm vườn tưới nước {inside}\n"
    assert addresses(text) == ["art_1", "art_1__para_1"], reason


def test_a_list_that_counts_from_one_again_stays_text():
    text = "Điều 1. A\n1. Một:\n2. Hai gồm:\n1. Hoa hồng;\n2. Hoa cúc.\n3. Ba."
    assert addresses(text) == ["art_1", "art_1__para_1", "art_1__para_2", "art_1__para_3"]
    messages = [warning.message for warning in parse(text).warnings]
    assert any("bắt đầu lại từ 1" in message for message in messages)


@pytest.mark.parametrize(
    ("text", "heading", "body"),
    [
        ("Điều 1. Phạm vi\nLuật này quy định.\n", "Phạm vi", "Luật này quy định."),
        ("Điều 1\nPhạm vi\n1. Một.", "Phạm vi", ""),
        ("Điều 1. Luật này có hiệu lực từ ngày ký.", "", "Luật này có hiệu lực từ ngày ký."),
        ("Điều 1. Sửa đổi Điều 8 như sau:\n“8. Mới.”", "Sửa đổi Điều 8 như sau:", ""),
        ("Điều 1. Bãi bỏ Điều 12\nĐiều 2. Bãi bỏ Điều 13", "Bãi bỏ Điều 12", ""),
    ],
)
def test_heading_and_text_of_an_article_are_kept_apart(text, heading, body):
    article = parse(text).articles()[0]
    assert (article.heading, article.text) == (heading, body)


def test_a_stop_ends_a_heading_only_among_articles_that_have_headings():
    text = "Điều 1. Phạm vi điều chỉnh.\nLuật này quy định về hoa.\n" + "".join(
        f"Điều {number}. Tên điều\n1. Một.\n" for number in range(2, 6)
    )
    assert parse(text).articles()[0].heading == "Phạm vi điều chỉnh."
    untitled = "Điều 1. Nhà nước trồng hoa.\nXã tưới hoa.\n" + "".join(
        f"Điều {number}. Nhà nước chăm hoa.\n1. Một.\n" for number in range(2, 6)
    )
    assert parse(untitled).articles()[0].heading == ""


def test_paragraphs_behind_the_last_point_belong_to_the_clause():
    text = "Điều 1. A\n1. Gồm:\na) x;\nb) y.\nAi cũng tưới hoa.\n2. Hai."
    assert outline(text)[1:] == [
        ("art_1__para_1", "", "Gồm:"),
        ("art_1__para_1__point_a", "", "x;"),
        ("art_1__para_1__point_b", "", "y."),
        ("art_1__para_1__p_1", "", "Ai cũng tưới hoa."),
        ("art_1__para_2", "", "Hai."),
    ]


def test_broken_lines_are_joined_and_markers_put_together():
    document = parse(read("bo-luat-ngat-dong.txt"))
    assert [article.number for article in document.articles()] == ["1", "2", "2a", "3", "4"]
    first, second = document.articles()[:2]
    assert first.text == (
        "Bộ luật này quy định về vườn hoa, người chăm vườn và các tổ chức chính trị - xã hội "
        "tham gia trồng hoa theo quy định tại Điều 3 của Bộ luật này."
    )
    assert second.heading == "Trách nhiệm của Bộ Cây xanh và cơ quan của Nhà nước"
    assert second.children[1].text == "Điều kiện kinh doanh hoa do Bộ Cây xanh quy định, gồm:"
    assert second.children[1].children[1].eid == "art_2__para_2__point_dd"
    chapter = document.bodies[0].nodes[0].children[0]
    assert (chapter.eid, chapter.heading) == ("part_1__chp_I", "PHẠM VI VÀ NGUYÊN TẮC")
    assert document.bodies[0].nodes[1].marker == "PHẦN THỨ HAI"
    assert [node.text for node in document.bodies[0].conclusion][1:] == [
        "CHỦ TỊCH QUỐC HỘI",
        "Nguyễn Thị Mẫu",
    ]


def test_quoted_articles_belong_to_the_quotation():
    document = parse(read("luat-sua-doi.txt"))
    assert [article.eid for article in document.articles()] == ["art_1", "art_2"]
    quoted = [node.eid for node in document.walk() if "qstr" in node.eid]
    assert quoted == [
        "art_1__para_1__qstr_1__art_5",
        "art_1__para_1__qstr_1__art_5__para_1",
        "art_1__para_1__qstr_1__art_5__para_2",
        "art_1__para_2__qstr_1__art_5a",
        "art_1__para_2__qstr_1__art_5b",
        "art_1__para_3__qstr_1__para_2",
    ]
    fifth = next(node for node in document.walk() if node.number == "5")
    assert (fifth.marker, fifth.heading) == ("“Điều 5.", "Quyền của người chăm vườn")


def test_an_unclosed_quotation_ends_where_the_act_goes_on_and_is_reported():
    document = parse(read("luat-sua-doi.txt"))
    assert "art_1__para_4" in [node.eid for node in document.walk()]
    assert [
        (warning.line, "đóng ngoặc kép" in warning.message) for warning in document.warnings
    ] == [(31, True)]


@pytest.mark.parametrize(
    "text",
    [
        "Điều 1. Sửa đổi\n1. Sửa đổi Điều 9 như sau:\nĐiều 9. Mới",
        'Điều 1. Sửa đổi\n1. Sửa đổi Điều 9 như sau:\n"Điều 9. Mới".',
        "Điều 1. Sửa đổi\n1. Sửa đổi Điều 9 như sau:\n‘‘Điều 9. Mới’’.",
        "Điều 1. Sửa đổi Điều 9\n“Điều 9. Mới\nNội dung.”.",
    ],
)
def test_amended_articles_are_quoted_whatever_the_marks(text):
    text += "\nĐiều 2. Hiệu lực\nTừ ngày ký."
    assert [article.number for article in parse(text).articles()] == ["1", "2"]
    assert any("__qstr_1__art_9" in eid for eid in addresses(text))


def test_text_behind_a_quotation_belongs_to_the_amending_act_again():
    text = "Điều 1. Sửa đổi khoản 2 Điều 9 như sau:\n“2. Mới.”.\nQuy định này áp dụng ngay."
    assert outline(text)[1:] == [
        ("art_1__qstr_1__para_2", "", "Mới.”."),
        ("art_1__p_1", "", "Quy định này áp dụng ngay."),
    ]


def test_the_regulation_issued_with_an_act_is_a_body_of_its_own():
    document = parse(read("quyet-dinh-kem-quy-che.txt"))
    act, regulation = document.bodies
    assert [article.eid for article in document.articles(0)] == ["art_1", "art_2", "art_3"]
    assert [node.text for node in act.conclusion][-2:] == ["Trần Thị Mẫu", "|"]
    assert regulation.title.heading == ("QUY CHẾ Quản lý vườn hoa mẫu trên địa bàn tỉnh Sông Trầm")
    assert regulation.title.text.startswith("(Ban hành kèm theo Quyết định số 07/2026/QĐ-UBND")
    assert [article.eid for article in document.articles(1)] == [
        "att_1__art_1",
        "att_1__art_2",
        "att_1__art_3",
    ]
    assert all(node.eid.startswith("att_1__") for node in regulation.walk())


def test_annexes_hold_their_tables_as_text_and_forms_stand_below_them():
    annex = parse(read("quyet-dinh-kem-quy-che.txt")).bodies[1].nodes[-1]
    assert (annex.kind, annex.eid, annex.heading) == ("annex", "att_1__annex_I", "DANH MỤC HOA MẪU")
    assert annex.text.endswith("1\n|\nHoa mười giờ")
    assert [child.eid for child in annex.children] == ["att_1__annex_I__annex_01"]


def test_an_annex_behind_the_signature_starts_a_new_body():
    text = (
        "Điều 1. A\n1. Một.\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nLê Văn Mẫu\n"
        "PHỤ LỤC\nBẢNG GIÁ HOA\n1. Hoa hồng\n"
    )
    document = parse(text)
    assert [len(body.nodes) for body in document.bodies] == [1, 1]
    assert document.bodies[1].nodes[0].eid == "att_1__annex"


def test_articles_that_go_on_behind_a_signature_are_no_new_body():
    text = "Điều 1. A\nMột.\nNơi nhận:\nTrong bảng.\nĐiều 2. B\nHai.\n"
    document = parse(text)
    assert [article.number for article in document.articles()] == ["1", "2"]
    assert document.bodies[0].conclusion == ()
    assert any("chữ ký" in warning.message for warning in document.warnings)


def test_a_document_without_articles_is_read_by_its_outline():
    document = parse(read("ke-hoach.txt"))
    assert [node.eid for node in document.bodies[0].walk()][:4] == [
        "sec_I",
        "sec_I__para_1",
        "sec_I__para_1__point_a",
        "sec_I__para_1__point_b",
    ]
    assert document.bodies[0].conclusion[0].text == "Nơi nhận:"
    assert "Không có điều nào" in document.warnings[0].message


def test_a_letter_without_any_outline_is_paragraphs_below_its_letterhead():
    head = read("ke-hoach.txt").split("Thực hiện")[0]
    document = parse(head + "Kính gửi: Các xã.\nĐề nghị tưới hoa.\nNơi nhận:\n- Lưu: VT.\n")
    assert [node.text for node in document.bodies[0].nodes] == [
        "Kính gửi: Các xã.",
        "Đề nghị tưới hoa.",
    ]
    assert document.preface[-1].text == "Phổ biến, giáo dục pháp luật năm 2026"
    assert len(document.bodies[0].conclusion) == 2


@pytest.mark.parametrize("text", ["", "   \n\n", "\n"])
def test_an_empty_text_gives_an_empty_document_and_says_so(text):
    document = parse(text)
    assert list(document.walk()) == []
    assert len(document.bodies) == 1
    assert document.warnings[0].message == "Văn bản trống: không có chữ nào."


def test_a_text_that_is_no_law_is_kept_and_reported():
    document = parse("Hôm nay trời đẹp.\nAi cũng tưới hoa.")
    assert [node.text for node in document.bodies[0].nodes] == [
        "Hôm nay trời đẹp.",
        "Ai cũng tưới hoa.",
    ]
    assert "Không nhận ra điều" in document.warnings[0].message


@pytest.mark.parametrize(
    ("text", "line", "part"),
    [
        ("Điều 1. A\nMột.\nĐiều 3. C", 3, "Sau Điều 1 là Điều 3"),
        ("Điều 2. B\nHai.", 1, "Điều đầu tiên là Điều 2"),
        ("Điều 1. A\n1. Một.\n3. Ba.", 3, "Sau khoản 1 là khoản 3"),
        ("Điều 1. A\na) x;\nh) y.", 3, "Sau điểm a là điểm h"),
        ("Điều 1. A\n1. Một.\n1. Hai.", 3, "“art_1__para_1” bị lặp"),
        ("Điều 1. A\nMột.\nĐiền 2. B", 3, "được đọc là Điều 2"),
    ],
)
def test_each_doubt_names_its_line(text, line, part):
    found = [(warning.line, warning.message) for warning in parse(text).warnings]
    assert any(number == line and part in message for number, message in found), found


def test_a_repeated_number_gets_an_address_of_its_own():
    assert addresses("Điều 1. A\n1. Một.\n1. Hai.\na) x.") == [
        "art_1",
        "art_1__para_1",
        "art_1__para_1-2",
        "art_1__para_1-2__point_a",
    ]


def test_several_files_are_one_document_and_warnings_name_the_file():
    parts = ["Điều 1. A\n1. Một", "hai ba.\n2. Hai.\nĐiều 4. D\n"]
    document = parse_parts(parts)
    assert [article.number for article in document.articles()] == ["1", "4"]
    assert [(item.line, item.message) for item in document.warnings] == [
        (3, "Tệp 2: Sau Điều 1 là Điều 4: kiểm tra có thiếu điều không.")
    ]


def test_parts_cut_anywhere_give_the_same_document():
    lines = read("quyet-dinh-kem-quy-che.txt").splitlines(keepends=True)
    whole = parse("".join(lines))
    for cut in range(0, len(lines), 7):
        parts = parse_parts(["".join(lines[:cut]), "".join(lines[cut:])])
        assert (parts.preface, parts.bodies) == (whole.preface, whole.bodies)


def test_the_address_of_a_repeated_number_is_taken_by_no_other():
    text = (
        "Điều 1. A\nMột.\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nLê Văn Mẫu\n"
        "PHỤ LỤC 1.2\nA\nPHỤ LỤC 1\nB\nPHỤ LỤC 1\nC\n"
    )
    assert addresses(text, body=1) == [
        "att_1__annex_1-2",
        "att_1__annex_1",
        "att_1__annex_1-3",
    ]


def test_the_letterhead_of_an_attached_regulation_is_no_annex():
    text = (
        "Điều 1. A\nMột.\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nLê Văn Mẫu\n"
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nQUY ĐỊNH\nVề hoa\n(Ban hành kèm theo Quyết định)\n"
        "Điều 1. B\nMột.\n"
    )
    document = parse(text)
    assert [body.title.heading if body.title else None for body in document.bodies] == [
        None,
        "QUY ĐỊNH Về hoa",
    ]


def test_a_form_behind_the_signature_is_an_annex_though_it_is_not_called_one():
    text = (
        "Điều 1. A\nMột.\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nLê Văn Mẫu\n"
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐƠN XIN TRỒNG HOA\nKính gửi: …\n"
    )
    (annex,) = parse(text).bodies[1].nodes
    assert (annex.kind, annex.eid) == ("annex", "att_1__annex")
    assert annex.heading.endswith("ĐƠN XIN TRỒNG HOA")


def test_an_english_translation_has_the_same_addresses():
    text = (
        "Chapter I\nGENERAL PROVISIONS\nArticle 1. Scope\nThis Law provides for flowers.\n"
        "Article 2. Terms\n1. Flower means a flower;\na) red;\nb) white.\n"
    )
    assert addresses(text) == [
        "chp_I",
        "art_1",
        "art_2",
        "art_2__para_1",
        "art_2__para_1__point_a",
        "art_2__para_1__point_b",
    ]


def test_articles_quoted_without_marks_are_told_by_the_series_that_goes_on():
    document = parse((DATA / "nghi-dinh-dich-khong-ngoac.txt").read_text(encoding="utf-8"))
    assert [article.number for article in document.articles()] == ["1", "2", "3"]
    quoted = [node.eid for node in document.walk() if "__qstr_" in node.eid]
    assert "art_1__para_1__qstr_1__art_8" in quoted
    assert "art_1__para_1__qstr_1__art_9__para_2" in quoted
    assert any("trích dẫn" in warning.message for warning in document.warnings)


def test_a_letter_misread_for_the_stop_behind_a_number_is_a_doubt():
    document = parse((DATA / "quyet-dinh-doc-tu-anh.txt").read_text(encoding="utf-8"))
    assert [article.number for article in document.articles()] == ["1", "2", "3"]
    assert document.articles()[1].marker == "Điều 2ẳ"
    assert any("“Điều 2ẳ” được đọc là Điều 2" in item.message for item in document.warnings)


def test_a_translated_regulation_is_a_body_of_its_own():
    document = parse(
        "DECREE\nArticle 1. To promulgate the Regulation.\nArticle 2. This takes effect now.\n"
        "REGULATION ON GARDENS\n(Promulgated together with Decree No. 7/2099/ND-CP)\n"
        "Chapter I\nGENERAL PROVISIONS\nArticle 1. Gardens\nGardens are green.\n"
    )
    assert [[node.number for node in document.articles(body)] for body in (0, 1)] == [
        ["1", "2"],
        ["1"],
    ]


def test_paragraphs_of_a_formatted_source_are_not_joined_by_their_words():
    lines = [
        Line(1, "Điều 1. Biểu mẫu kèm theo", bold=True, whole=True),
        Line(2, "Ban hành các biểu mẫu sau đây:", whole=True),
    ]
    (article,) = parse_lines(lines, wrapped=False).articles()
    assert (article.heading, article.text) == (
        "Biểu mẫu kèm theo",
        "Ban hành các biểu mẫu sau đây:",
    )


def test_warnings_name_the_page_where_there_are_pages():
    lines = [Line(1, "Điều 1. Hoa", page=4), Line(2, "Điều 3. Lá", page=5)]
    (warning,) = parse_lines(lines).warnings
    assert warning.message.startswith("Trang 5: Sau Điều 1 là Điều 3")


def test_the_number_of_a_footnote_ends_no_sentence_and_hides_no_marker():
    lines = [Line(1, "Điều 1.\u202f5 Hoa\u202f6"), Line(2, "1.\u202f7 Một như sau:\u202f8")]
    lines += [Line(3, "a)\u202f9 A;"), Line(4, "5 Được sửa đổi.", note="5")]
    document = parse_lines(lines)
    assert [(node.kind, node.number) for node in document.walk()] == [
        ("article", "1"),
        ("clause", "1"),
        ("point", "a"),
        ("note", "5"),
    ]
    note = document.bodies[-1].conclusion[0]
    assert (note.marker, note.text) == ("5", "Được sửa đổi.")
