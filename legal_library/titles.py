"""The title a reader knows a document by. Pure Python.

Sources write “LUẬT / ĐẤT ĐAI”, “Luật Đất đai 2013 số 45/2013/QH13 áp dụng 2024” or
“Nghị định số 249/2025/NĐ-CP Quy định cơ chế …”; a reader looks for “Luật Đất đai” and
“Quy định cơ chế …”.
"""

import re

from content.casing import from_capitals
from content.text import fold

# Laws are named with their type, other acts by what they regulate.
_NAMED_WITH_TYPE = ("Hiến pháp", "Bộ luật", "Luật", "Pháp lệnh")
_LONGEST_TITLE = 600
_NUMBER_IN_TITLE = re.compile(
    r"""
    ^\s* (?P<type>\w[\w\s]{1,40}?) \s+ số \s* :? \s*        # “Nghị định số ”
    (?P<number>[\d.]+[a-z]?\s*/?\s*[\w/&\-–\s]*?[A-ZĐ]\w*)    # “249/2025/NĐ-CP”, “8376 /VBHN-BTP”
    (?=\s+\S|$) \s*
    """,
    re.VERBOSE,
)


def reading_title(type_name: str, header_title: str, source_title: str, text: str) -> str:
    """The best title: from the document's own header, else from the source, in sentence case.

    `header_title` is the trích yếu as printed, often in capitals; *text* is searched for the
    same words in ordinary case (“Quốc hội ban hành Luật Đất đai.”).
    """
    if len(header_title) > _LONGEST_TITLE and source_title:
        header_title = ""  # the end of the title was not found
    title = " ".join((header_title or _without_number(source_title)).split())
    if not title:
        return " ".join(source_title.split())
    if type_name in _NAMED_WITH_TYPE and not fold(title).startswith(fold(type_name)):
        title = f"{type_name.upper() if title.isupper() else type_name} {title}"
    if _is_capitals(title):
        title = _ordinary_case(title, type_name, text)
    return title[:1].upper() + title[1:]


def _without_number(title: str) -> str:
    """The title without the “Nghị định số 249/2025/NĐ-CP” at its start."""
    match = _NUMBER_IN_TITLE.match(title)
    rest = title[match.end() :] if match else title
    return rest or title


def _is_capitals(title: str) -> bool:
    letters = [char for char in title if char.isalpha()]
    return sum(char.isupper() for char in letters) > len(letters) * 0.8


def _ordinary_case(title: str, type_name: str, text: str) -> str:
    """*title* as the text writes it in running words, else in lower case after its type."""
    words = [re.escape(word) for word in title.split()]
    for match in re.finditer(r"\s+".join(words), text, re.IGNORECASE):
        if not _is_capitals(match.group()):
            return " ".join(match.group().split())
    if fold(title).startswith(fold(type_name)):
        return f"{type_name} {from_capitals(title[len(type_name) :].strip())}"
    return from_capitals(title)
