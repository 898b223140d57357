"""Editions of a codification that is not real: lines as the corpora have them."""

import json
from pathlib import Path


def line(**fields) -> str:
    """An article of Luật Mẫu; *fields* stand in the place of what it says."""
    article = fields.get("src_article", "1")
    number = fields.get("src_number", "57/2020/QH14")
    record = {
        "demuc": "36.3",
        "demuc_name": "Thanh niên",
        "heading": f"Điều 36.3.LQ.{article}. Phạm vi",
        "src": f"(Điều {article} Luật số {number} Luật Mẫu ngày 16/06/2020 của Quốc hội, "
        "có hiệu lực thi hành kể từ ngày 01/01/2021)",
        "src_url": f"http://vbpl.vn/TW/Pages/vbpq-toanvan.aspx?ItemID=111#Dieu_{article}",
        "text": f"1. Lời văn điều {article}.\n2. Khoản hai của điều {article}.",
        "src_article": article,
        "src_type": "Luật",
        "src_number": number,
    }
    return json.dumps(record | fields, ensure_ascii=False)


def write_edition(folder: Path, name: str, *lines: str) -> Path:
    path = folder / f"{name}.jsonl"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
