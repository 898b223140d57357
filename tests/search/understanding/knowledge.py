"""A small index in memory: how often syllables and pairs stand in a handful of texts."""

from collections import Counter

from search.analysis import folded, pairs, syllables

TEXTS = (
    "Luật Đất đai quy định về thu hồi đất, bồi thường, hỗ trợ, tái định cư",
    "Thủ tục đăng ký khai sinh cho trẻ em, đăng ký kết hôn, khai tử",
    "Giấy chứng nhận quyền sử dụng đất, quyền sở hữu nhà ở",
    "Người điều khiển xe máy vượt đèn đỏ bị phạt tiền bao nhiêu, taxi, xe ô tô",
    "Môn học cả năm của bên bán, trợ giúp pháp lý miễn phí, hộ kinh doanh",
    "Thuế thu nhập cá nhân, hợp đồng lao động, tiền lương, bảo hiểm xã hội, internet",
    "Quyết định xử phạt vi phạm hành chính, thời hiệu khởi kiện, sổ đỏ, sử dụng sai mục đích",
)
COPIES = 50  # as if each were the text of so many records


def frequencies(terms, *, spelled: bool = False) -> dict[str, int]:
    known = _SPELLED if spelled else _FOLDED
    return {term: known[term] for term in terms}


def _counted(convert) -> Counter:
    counter: Counter = Counter()
    for text in TEXTS:
        tokens = convert(syllables(text))
        for token in {*tokens, *pairs(tokens)}:
            counter[token] += COPIES
    return counter


_SPELLED, _FOLDED = _counted(list), _counted(folded)
