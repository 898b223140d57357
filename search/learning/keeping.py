"""Which queries may be kept at all. Pure Python.

People type into a search box what they would never publish. What could name a person (a
phone, an identity card, an address, a name) is not kept in any form, and neither is what
is as long as a story.
"""

import re

from content.text import compose, fold

from ..queries import QUERY_LENGTH

# Nine digits are an old identity card or a phone without its zero; amounts are sacrificed.
_MANY_DIGITS = re.compile(r"(?:\d[\s.,()-]{0,2}){8,}\d")
_MAIL_OR_LINK = re.compile(r"@|https?:|www\.")
_NUMBER_PLATE = re.compile(r"\b\d{2}\s?-?\s?[a-zđ]{1,2}\d?\s?[-.\s]\s?\d{3}[.\s]?\d{2}\b")
_SURNAME = (
    r"(?:nguyen|tran|le|pham|hoang|huynh|phan|vu|vo|dang|bui|do|ho|ngo|duong|ly|dinh|trinh|mai"
    r"|dao|doan|luong|truong|cao|chau|ta|thach|son|kim|danh|lam|ha|to|luu|quach|tang|thai|vuong)"
)
_FULL_NAME = re.compile(rf"\b{_SURNAME}\s+(?:van|thi|huu|dinh|duc|ngoc|xuan|quang)\s+[a-z]+\b")
_SAYS_WHO = re.compile(
    r"\b(?:toi|em|minh|chau|ong|ba|anh|chi)\s+ten\b|\bten\s+(?:toi|em|minh|la)\b"
    r"|\bso\s+nha\b|\b(?:cccd|cmnd|can\s+cuoc|ho\s+chieu)\s+so\b|\bsinh\s+(?:nam|ngay)\s+\d"
)
# “ông Lê Văn Mẫu” with capitals, as people write names and nothing else.
_CAPITAL = r"[^\W\d_a-zà-ỹđ][a-zà-ỹđ]*"
_CAPITALISED_NAME = re.compile(
    rf"\b(?:[Ôô]ng|[Bb]à|[Aa]nh|[Cc]hị|[Ee]m|[Cc]háu)\s+{_CAPITAL}(?:\s+{_CAPITAL})+"
)


def may_be_kept(query: str) -> bool:
    """Whether *query* holds nothing that could be about one person."""
    text = compose(query)
    if not text.strip() or len(text) > QUERY_LENGTH:
        return False
    plain = fold(text)
    return not (
        _MANY_DIGITS.search(plain)
        or _MAIL_OR_LINK.search(plain)
        or _NUMBER_PLATE.search(text.lower())
        or _FULL_NAME.search(plain)
        or _SAYS_WHO.search(plain)
        or _CAPITALISED_NAME.search(text)
    )
