"""Where a citation may begin: the one pattern that walks over a whole text, folded."""

import re

_ROMAN = r"[ivxlc]{1,7}"

TRIGGER = re.compile(
    rf"""
    (?: (?<![\w/.-]) | (?<=\stai) | (?<=\stheo) )  # “tạiđiểm b”: a blank is often lost
    (?: (?P<place>
          (?: cac\s+ )?
          (?: d(?: ieu\s+ (?= \d | nay | thu\s+\d | tu\s+(?:dieu|\d) )
                 | iem\s+ (?= [a-z]?\d | [a-z](?![a-z]) | nay | tu\s+[a-z](?!\w) )
                 | oan\s+ (?= \d | thu | dau | cuoi | nay ) )
            | khoan\s+ (?= \d | nay | tu\s+\d )
            | tiet\s+ (?= [a-z]?\d | [a-z](?![a-z]) | nay )
            | (?:tieu\s+)?muc\s+ (?= \d | [a-z]{{1,7}}(?!\w) )
            | chuong\s+ (?= \d | {_ROMAN}[a-z]?(?!\w) | nay )
            | ph(?: an\s+ (?= \d | thu | [a-z]{{1,6}}(?!\w) ) | u\s+luc(?!\w) )
            | mau\s+ (?= so\s+\d | \d )
          ) )
      | (?P<act>
          (?: bo\s+ | (?<!phap\s)(?<!ky\s) ) luat(?!\w)
        | phap\s+lenh | hien\s+phap | nghi\s+(?:dinh|quyet) | thong\s+tu | quyet\s+dinh | chi\s+thi
        | sac\s+(?:lenh|luat) | van\s+ban\s+hop\s+nhat
        | (?: ke\s+hoach | ket\s+luan | cong\s+(?:van|dien) | to\s+trinh | thong\s+bao
            | huong\s+dan | bao\s+cao | lenh ) (?= \s+ (?: so | \d | nay | tren | noi | do\s ) )
        | (?: quy\s+(?:che|dinh|trinh) | dieu\s+le | noi\s+quy | chuong\s+trinh | de\s+an
            | danh\s+muc | dinh\s+muc ) (?= \s+nay )
        | (?: ttlt|nd|nq|qd|tt|ct )(?= \s+(?:so\s+)?\d{{1,5}}[a-z]?/ )
        | bl(?:ds|hs|ttds|tths|ld|hh)(?!\w) )
      | (?P<number>
          (?: so\s+ )? (?: qcvn|tcvn )\s*\d
        | (?: so\s+ )? \d{{1,5}}(?:\.\d{{1,2}})?[a-z]?\s?/\s?(?:\d{{4}}\s?/\s?)?[a-z]
        | \d{{1,4}}-(?:nq|ct|kl|qd|kh|hd)/ )
      | (?P<alias> (?:sau|duoi)\s+day\s+(?:duoc\s+)?(?:goi|viet)\s+(?:(?:tat|chung)\s+)?(?:la|:) )
    )
    """,
    re.VERBOSE,
)
