"""Delegations in the words of an act: “Chính phủ quy định chi tiết Điều này.” Pure Python.

Only what tells a body to make rules counts. “theo quy định của Chính phủ” points at rules
without ordering them, “Ủy ban nhân dân cấp tỉnh quyết định giao đất” is a decision on a case,
and “trừ trường hợp Chính phủ quy định khác” is an exception.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Tier(StrEnum):
    """Whose documents fulfil a delegation, from the highest."""

    DECREE = "decree"  # the Government, the Prime Minister, the National Assembly's committee
    CIRCULAR = "circular"  # ministers, courts, heads of central bodies
    PROVINCE = "province"


@dataclass(frozen=True, slots=True)
class Delegation:
    tier: Tier
    body: str  # “Bộ trưởng Bộ Tài chính”, as written
    sentence: str


# Ministries with names of several words, of today and of the acts in the library; any other
# is read as two words.
_MINISTRIES = (
    "Giáo dục và Đào tạo|Khoa học và Công nghệ|Khoa học, Công nghệ và Môi trường|"
    "Nông nghiệp và Môi trường|Nông nghiệp và Phát triển [Nn]ông thôn|Tài nguyên và Môi trường|"
    "Văn [Hh]óa, Thể thao và Du lịch|Văn hoá - Thông tin|Dân tộc và Tôn giáo|"
    "Giao thông [Vv]ận tải|Lao động ?[-–,] ?Thương binh và Xã hội|Thông tin và Truyền thông|"
    "Kế hoạch và Đầu tư|Bưu chính, Viễn thông"
)
_MINISTRY = rf"(?:{_MINISTRIES}|[A-ZĐ]\w*(?: \w+)?)"
_BODIES = (
    (
        Tier.PROVINCE,
        r"(?<!Chủ tịch )"
        r"(?:(?:Hội đồng nhân dân|Ủy ban nhân dân|Uỷ ban nhân dân)(?:,? và |, | hoặc )?)+"
        r"\s*(?:các )?(?:cấp tỉnh|tỉnh(?:, thành phố(?: trực thuộc [Tt]rung ương)?)?)",
    ),
    (Tier.DECREE, r"Thủ tướng Chính phủ|(?<!Thanh tra )(?<!Văn phòng )Chính phủ"),
    (Tier.DECREE, r"Ủy ban [Tt]hường vụ Quốc hội"),
    (
        Tier.CIRCULAR,
        r"Bộ trưởng, [Tt]hủ trưởng cơ quan ngang [Bb]ộ|Tổng Thanh tra Chính phủ"
        r"|(?:Thống đốc )?Ngân hàng [Nn]hà nước(?: Việt Nam)?|Tổng Kiểm toán [Nn]hà nước"
        r"|(?:Chánh án )?(?:Tòa|Toà) án nhân dân tối cao"
        r"|(?:Viện trưởng )?Viện kiểm sát nhân dân tối cao"
        rf"|(?:Bộ trưởng )?Bộ {_MINISTRY}",
    ),
)
_BODY = re.compile("|".join(f"(?P<b{index}>{words})" for index, (_t, words) in enumerate(_BODIES)))
# What makes rules: “quy định”, “ban hành danh mục”, a ministry's “hướng dẫn chi tiết”; a
# provincial council also decides on levels.
_ORDERS = re.compile(
    r"""
    (?P<between> [^.;:\n]{0,140}? )
    \b (?: quy \s định (?! \s (?: khác | tại | của | trong | ở )\b )
         | (?P<guides> hướng \s dẫn (?= \s (?: chi | cụ | thi | thực | việc | về | điều )\b ))
         | ban \s hành (?! \s (?: kèm | và | kế | chiến | chương | quyết )\b )
         | (?P<decides> quyết \s định \s (?: mức | chính \s sách | chế \s độ | biện \s pháp ))
       ) \b
    """,
    re.VERBOSE,
)
# “quy định của Chính phủ”, “trình Chính phủ”, “báo cáo Thủ tướng”: the body is no subject here.
_NO_SUBJECT = re.compile(
    r"(?:\bcủa|\btrình|\bbáo cáo|\bđề nghị|\bvới|\bgiúp|\bcho|\btham mưu|\blên|\bgửi|\bxin|\bthuộc"
    r"|\btrước|\bbởi|\bkiến nghị|\btừ|\bđến|\bđối với|\bý kiến|\bthay mặt)\s*$",
    re.IGNORECASE,
)
# Somebody else acts between the body and the verb.
_OTHER_SUBJECT = re.compile(r"\b(?:theo|trình|đề nghị|được|đã|nếu|mà|có thẩm quyền|thực hiện)\b")
_SENTENCE = re.compile(r"[^.;\n]+(?:[.;]|$)")
_WORDS = ("quy định", "hướng dẫn", "ban hành", "quyết định")


def delegations(text: str) -> list[Delegation]:
    """What *text* tells somebody to regulate, in its order; each body once in a sentence."""
    found: dict[tuple[str, str], Delegation] = {}
    for match in _SENTENCE.finditer(text):
        sentence = " ".join(match[0].split())
        if any(words in sentence for words in _WORDS):
            for tier, body in _subjects(sentence):
                found.setdefault((sentence, body), Delegation(tier, body, sentence))
    return list(found.values())


def _subjects(sentence: str) -> Iterator[tuple[Tier, str]]:
    """The bodies of a sentence that are told to make rules."""
    for match in _BODY.finditer(sentence):
        orders = _ORDERS.match(sentence[match.end() :])
        if not orders or _NO_SUBJECT.search(sentence[: match.start()]):
            continue
        if _OTHER_SUBJECT.search(orders["between"]):
            continue
        tier, _words = _BODIES[int(match.lastgroup[1:])]
        is_provincial = tier == Tier.PROVINCE
        if (orders["decides"] and not is_provincial) or (orders["guides"] and is_provincial):
            continue
        yield tier, " ".join(match[0].split()).rstrip(" ,")
