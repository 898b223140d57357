"""The words by which acts act on others, as drafting rules have them. Pure Python."""

import re

# Before the acts: “bãi bỏ toàn bộ các văn bản quy phạm pháp luật sau đây:”
_FILLER = (
    r"(?:\s|,|:|\d{1,3}|toàn\ bộ|một\ phần|một\ số|nội\ dung|quy\ định|các|những|tại|của|cho"
    r"|hiệu\ lực|thi\ hành|việc|văn\ bản|quy\ phạm\ pháp\ luật|liên\ tịch|sau\ đây|sau|dưới\ đây"
    r"|gồm|bao\ gồm|như|và|phụ\ lục|mẫu|biểu"
    r"|áp\ dụng|thực\ hiện|điều|khoản|điểm|nghị\ định|thông\ tư|quyết\ định|nghị\ quyết|chỉ\ thị"
    r"|pháp\ lệnh|luật|do|ban\ hành|đối\ với|trong)*"
)
FILLER = re.compile(_FILLER, re.VERBOSE | re.IGNORECASE)
# “một số điều của Thông tư …”: not the whole of it, and not said which.
SOME_PARTS = re.compile(
    r"\b(?:một\ số\ (?:điều|khoản|điểm|nội\ dung|quy\ định|phụ\ lục|mẫu)|một\ phần|các\ điều"
    r"|phụ\ lục\s+(?:của|ban)|quy\ định\ (?:về|tại)|nội\ dung\ (?:về|tại|quy))",
    re.VERBOSE | re.IGNORECASE,
)
# Leads to a list, whatever is told of who issued the acts of it.
LEAD_ACTIVE = re.compile(
    r"(?:\w+ (?:\w+ )?này )?(?:(?P<replaces>thay thế)|(?P<repeals>bãi bỏ|hủy bỏ|huỷ bỏ)) "
    r"(?:toàn bộ|các|những|\d+)\b.{0,220}\b(?:sau|sau đây|dưới đây|gồm|ban hành)\s*:$",
    re.IGNORECASE,
)
LEAD_PASSIVE = re.compile(
    r"(?:kể từ ngày [^,:]{4,80}, )?(?:các|những|toàn bộ)\b.{0,200}?\b(?:sau|sau đây|dưới đây) "
    r"hết hiệu lực",
    re.IGNORECASE,
)

ACTIVE = re.compile(
    r"""
    \b (?: (?P<replaces> thay\ thế )
         | (?P<repeals> bãi\ bỏ | hủy\ bỏ | huỷ\ bỏ )
         | (?P<suspends> (?<!tạm\ ) đình\ chỉ )
         | (?P<pauses> (?:tạm\ )? ngưng | tạm\ dừng | tạm\ đình\ chỉ )
         | (?P<corrects> đính\ chính ) ) \b
    """,
    re.VERBOSE | re.IGNORECASE,
)
PASSIVE = re.compile(
    r"\b(?:(?:hết|chấm dứt|không còn) hiệu lực|(?:bị |được |đều )(?:bãi bỏ|thay thế))\b",
    re.IGNORECASE,
)
# Words right before an active verb that make it no order of this act.
NOT_ORDERED = re.compile(
    r"\b(?:không|chưa|bị|được|đều|đề\ nghị|kiến\ nghị|quyền|hoặc|yêu\ cầu|việc|để|phải|có\ thể|sẽ"
    r"|quyết\ định|văn\ bản|bổ\ sung|sửa\ đổi|khi|nếu|trường\ hợp|đã)\b[\s,]*$",
    re.VERBOSE | re.IGNORECASE,
)
# What may stand before the subject of “hết hiệu lực”.
_SUBJECT = r"""
    [\s,]* (?: (?:kể\ )? từ\ ngày [^,;:]{4,90} , )? [\s,]*
    (?: (?:các|những|toàn\ bộ|một\ số|riêng|quy\ định|nội\ dung|tại|của|văn\ bản|thông\ tư
        |nghị\ định|quyết\ định|nghị\ quyết|chỉ\ thị|pháp\ lệnh|luật|quy\ phạm\ pháp\ luật
        |điều|khoản|điểm|và|sau|đây|dưới|này|đồng\ thời|quy\ chế|nội\ quy
        |danh\ mục|điều\ lệ|quy\ trình|định\ mức|chương\ trình
        |kèm\ theo|ban\ hành|theo|chính\ phủ|thủ\ tướng|do|liên\ tịch) [\s,]* )*
"""
SUBJECT = re.compile(_SUBJECT, re.VERBOSE | re.IGNORECASE)
NOT_EXPIRING = re.compile(
    r"\b(?:không|chưa|trước\ khi|khi|đến\ khi|sau\ khi|nếu|cho\ đến|trước\ ngày)\s*$",
    re.VERBOSE | re.IGNORECASE,
)
EXCEPTED = re.compile(r"\b(?:trừ|ngoại trừ|không bao gồm)\b", re.IGNORECASE)
AMENDING = re.compile(
    r"""\s* (?: sửa\ đổi | bổ\ sung
      | (?:bãi\ bỏ|bỏ|thay\ thế|thay) \s+ (?:một\ số\ |các\ )? (?:cụm\ từ|từ\b) )""",
    re.VERBOSE | re.IGNORECASE,
)
AMENDED = re.compile(
    r"\s*(?:như\ sau|(?:được\s+)?(?:sửa\ đổi|bổ\ sung)[^“.;]{0,60}?\s+như\ sau)",
    re.VERBOSE | re.IGNORECASE,
)
WORDS_EXCHANGED = re.compile(r"\bcụm từ\b|\btừ [“\"]", re.IGNORECASE)
DETAILING = re.compile(
    r"quy\ định\ chi\ tiết|hướng\ dẫn\ thi\ hành|hướng\ dẫn\ thực\ hiện|biện\ pháp\ thi\ hành"
    r"|biện\ pháp\ để\ tổ\ chức,\ hướng\ dẫn|quy\ định\ việc\ thi\ hành",
    re.VERBOSE | re.IGNORECASE,
)
GUIDING = re.compile(r"hướng dẫn", re.IGNORECASE)
# “Nghị định này quy định chi tiết khoản 2 Điều 5 của Luật …”
SAYS_OF_ITSELF = re.compile(
    r"\s*(?:Luật|Pháp lệnh|Nghị quyết|Nghị định|Thông tư(?: liên tịch)?|Quyết định) này "
    r"(?=quy định|hướng dẫn)",
)
# What a title begins with, behind type and number; the first that fits counts.
TITLES = (
    ("corrects", re.compile(r"(?:về việc )?đính chính", re.IGNORECASE)),
    ("explains", re.compile(r"(?:về việc )?giải thích", re.IGNORECASE)),
    ("publishes", re.compile(r"(?i:về việc )?(?i:công bố) (?=Luật|Bộ luật|Pháp lệnh|Nghị quyết)")),
    ("pauses", re.compile(r"(?:về việc )?(?:tạm )?ngưng|(?:về việc )?tạm dừng", re.IGNORECASE)),
    ("suspends", re.compile(r"(?:về việc )?đình chỉ", re.IGNORECASE)),
    ("repeals", re.compile(r"(?:về việc )?(?:bãi bỏ|hủy bỏ|huỷ bỏ)(?!,)", re.IGNORECASE)),
    ("amends", re.compile(r"(?:về việc )?(?:sửa đổi|bổ sung)", re.IGNORECASE)),
    ("details", re.compile(rf"(?:về việc )?(?:{DETAILING.pattern})", re.VERBOSE | re.IGNORECASE)),
    ("guides", re.compile(r"(?:về việc )?hướng dẫn", re.IGNORECASE)),
)
BASIS = re.compile(r"\s*Căn\s+cứ\s+(?P<act>.+?)[;.,]?\s*$", re.IGNORECASE | re.DOTALL)

_DAY = (
    r"(?P<{0}d>\d{{1,2}})\s*(?:tháng|[/.-])\s*(?P<{0}m>\d{{1,2}})\s*(?:năm|[/.-])"
    r"\s*(?P<{0}y>\d{{4}})"
)
FROM_DAY = re.compile(rf"từ\s+(?:hết\s+)?ngày\s+{_DAY.format('f')}", re.IGNORECASE)
TO_DAY = re.compile(rf"đến\s+(?:hết\s+)?ngày\s+{_DAY.format('t')}", re.IGNORECASE)
