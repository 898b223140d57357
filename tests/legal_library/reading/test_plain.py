from legal_library.parsing import Furniture
from legal_library.reading import parse_readings, read

PRINTED = """[[SOURCE luat PAGE 7]]
CÔNG BÁO/Số 11 + 12/Ngày 05-01-2099 7
Điều 1. Phạm vi điều chỉnh
Luật này quy định về việc trồng, chăm sóc và thu hái hoa trong vườn
hoa mẫu, quyền và nghĩa vụ của người làm vườn theo quy định tại
\f8
Điều 3 của Luật này.
(Xem tiếp Công báo số 13 + 14)
"""


def test_pages_and_running_heads_of_a_text_are_furniture():
    reading = read(PRINTED.encode())
    assert reading.furniture == (
        Furniture(7, "[[SOURCE luat PAGE 7]]"),
        Furniture(7, "CÔNG BÁO/Số 11 + 12/Ngày 05-01-2099 7"),
        Furniture(8, "8"),
        Furniture(8, "(Xem tiếp Công báo số 13 + 14)"),
    )
    assert [line.page for line in reading.lines] == [7, 7, 7, 8]
    (article,) = parse_readings([reading]).articles()
    assert article.text.endswith("tại Điều 3 của Luật này.")


def test_parts_are_ordered_by_what_the_gazette_says():
    second = read("[[P PAGE 1]]\n(Tiếp theo Công báo số 1 + 2)\nĐiều 2. Lá\nLá.\n".encode())
    first = read("Điều 1. Hoa\nHoa.\n".encode())
    for parts in ([first, second], [second, first]):
        assert [node.number for node in parse_readings(parts).articles()] == ["1", "2"]


def test_warnings_name_the_part_and_count_lines_within_it():
    parts = [read("Điều 1. A\nHoa.\n".encode()), read("Lá.\nĐiều 3. C\n".encode())]
    (warning,) = parse_readings(parts).warnings
    assert warning.line == 2
    assert warning.message.startswith("Tệp 2: Sau Điều 1")
