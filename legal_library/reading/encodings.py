"""Vietnamese before Unicode: TCVN3 (fonts “.Vn…”), VNI (fonts “VNI-…”) and VISCII.

Recognised by the name of the font where there is one; otherwise the reading is taken in
which the most words are ordinary Vietnamese ones. Pure Python.
"""

import re
import unicodedata
from collections.abc import Callable

# Each string pairs the code with the letter that its fonts show.
_TCVN3 = dict(
    zip(
        "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00adõøö÷ùúýûüþ¡¢§£¤¥¦",
        "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ",
        strict=True,
    )
)
_VISCII = dict(
    zip(
        "\x02\x05\x06\x14\x19\x1e" + "".join(map(chr, range(0x80, 0x100))),
        "ẲẴẪỶỸỴ"
        "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲ"
        "ÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯ"
        "ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡư"
        "àáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ",
        strict=True,
    )
)
# VNI writes a letter and its mark one after the other; ư, ơ and đ are codes of their own.
_VNI_MARKS = {
    "ø": "\u0300",
    "ù": "\u0301",
    "û": "\u0309",
    "õ": "\u0303",
    "ï": "\u0323",
    "ê": "\u0306",
    "è": "\u0306\u0300",
    "é": "\u0306\u0301",
    "ú": "\u0306\u0309",
    "ü": "\u0306\u0303",
    "ë": "\u0306\u0323",
    "â": "\u0302",
    "à": "\u0302\u0300",
    "á": "\u0302\u0301",
    "å": "\u0302\u0309",
    "ã": "\u0302\u0303",
    "ä": "\u0302\u0323",
}
_VNI_LETTERS = {"ô": "ơ", "ö": "ư", "ñ": "đ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_VNI_LETTERS |= {code.upper(): letter.upper() for code, letter in _VNI_LETTERS.items()}
_VNI_PAIR = re.compile(r"([aeouyôöAEOUYÔÖ])([øùûõïêèéúüëâàáåãäØÙÛÕÏÊÈÉÚÜËÂÀÁÅÃÄ])")
_VNI_SINGLE = re.compile(f"[{''.join(_VNI_LETTERS)}]")

_FONTS = ((re.compile(r"\.Vn"), "TCVN3"), (re.compile(r"VNI[- ]", re.IGNORECASE), "VNI"))

_WORD = re.compile(r"[^\W\d_]+")
_ORDINARY = frozenset(
    _WORD.findall(
        "và của các được cho có là không theo quy định này điều khoản trong người nước việt với "
        "những luật tại về phải để khi đã bộ chính phủ nhà cơ quan tổ chức cá nhân hành quyền "
        "pháp thực hiện đối đến từ ngày tháng năm số hoặc trường hợp như sau công quyết nghị ủy "
        "ban tỉnh xã hội cấp thủ tướng độc lập tự hạnh phúc đồng đất đai thông tư trách nhiệm "
        "bên việc sử dụng"
    )
)
_SAMPLE = 20_000
_ENOUGH = 0.15  # of the words that have a letter beyond ASCII


def font_encoding(font: str) -> str:
    """The encoding that *font* is drawn for; empty for a Unicode font."""
    return next((name for pattern, name in _FONTS if pattern.match(font)), "")


def decode_run(text: str, font: str) -> str:
    """*text* set in *font* as Unicode; the fonts “.Vn…H” show small letters as capitals."""
    encoding = font_encoding(font)
    converted = CONVERTERS[encoding](text) if encoding else text
    return converted.upper() if encoding == "TCVN3" and font.endswith("H") else converted


def legacy_encoding(text: str) -> str:
    """The encoding in which *text*, its bytes read as Latin-1, is Vietnamese; else empty."""
    sample = text[:_SAMPLE]
    scores = {name: _score(convert(sample)) for name, convert in CONVERTERS.items()}
    best = max(scores, key=scores.get)
    return best if scores[best] > max(_ENOUGH, 1.5 * _score(sample)) else ""


def from_legacy(text: str, encoding: str) -> str:
    """*text* as Unicode."""
    return CONVERTERS[encoding](text)


def _score(text: str) -> float:
    """The share of ordinary words among those with a letter beyond ASCII."""
    words = [word.lower() for word in _WORD.findall(text) if not word.isascii()]
    return sum(word in _ORDINARY for word in words) / len(words) if words else 0.0


def _from_tcvn3(text: str) -> str:
    return text.translate(_TCVN3_TABLE)


def _from_viscii(text: str) -> str:
    # Word shows the codes 80 to 9F as the characters that Windows-1252 has there.
    return text.translate(_VISCII_TABLE)


def _from_vni(text: str) -> str:
    return unicodedata.normalize(
        "NFC", _VNI_SINGLE.sub(_vni_letter, _VNI_PAIR.sub(_vni_pair, text))
    )


def _vni_pair(match: re.Match[str]) -> str:
    letter = _VNI_LETTERS.get(match[1], match[1])
    # Marked letters must not be taken for codes again.
    return unicodedata.normalize("NFD", letter) + _VNI_MARKS[match[2].lower()]


def _vni_letter(match: re.Match[str]) -> str:
    return _VNI_LETTERS[match[0]]


def _windows_1252(code: int) -> str:
    try:
        return bytes([code]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(code)


_TCVN3_TABLE = str.maketrans(_TCVN3)
_VISCII_TABLE = str.maketrans(
    {_windows_1252(ord(code)): letter for code, letter in _VISCII.items() if ord(code) > 0x7F}
    | _VISCII
)
CONVERTERS: dict[str, Callable[[str], str]] = {
    "TCVN3": _from_tcvn3,
    "VNI": _from_vni,
    "VISCII": _from_viscii,
}
