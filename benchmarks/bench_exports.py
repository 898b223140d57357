"""What it takes to write a long and a middling law as each kind of file."""

import resource
import sys
from pathlib import Path

from benchmarks.measuring import median_of_runs, seconds, show

ROOT = Path(__file__).resolve().parent.parent
LAWS = ROOT.parent / "shared" / "data" / "corpus" / "laws_full.jsonl.xz"
SAMPLE = ROOT / "tests" / "data" / "nghi-quyet-mau.txt"


def main() -> int:
    from legal_library.exporting import Copy, Facts
    from legal_library.exporting.akoma_ntoso import write_akoma_ntoso
    from legal_library.exporting.pdf import is_available, write_pdf
    from legal_library.exporting.reading_back import read_word
    from legal_library.exporting.structured import write_json, write_text
    from legal_library.exporting.word import write_word
    from legal_library.parsing import ParsedDocument, parse

    writers = {
        "plain text": write_text,
        "JSON": write_json,
        "Akoma Ntoso": write_akoma_ntoso,
        "Word": write_word,
    }
    if is_available():
        writers["PDF"] = write_pdf
    for name, text in _texts().items():
        parsed = parse(text)
        copy = Copy(Facts(title=name), ParsedDocument(parsed.preface, parsed.bodies))
        for kind, write in writers.items():
            took = median_of_runs(lambda write=write, copy=copy: seconds(lambda: write(copy)))
            show(f"{name}, {kind}", took * 1000, "ms")
        word = write_word(copy)
        took = median_of_runs(lambda word=word: seconds(lambda: read_word(word)))
        show(f"{name}, Word read back", took * 1000, "ms")
    show("largest memory", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "MB")
    return 0


def _texts() -> dict[str, str]:
    """The longest law and the one in the middle; a sample where there is no corpus."""
    if not LAWS.exists():
        return {"sample": SAMPLE.read_text()}
    from legal_library.evaluation import read_records

    texts = sorted((record["text"] for record in read_records(LAWS)), key=len)
    middle = texts[len(texts) // 2]
    return {
        f"law of {len(middle) // 1000} kB": middle,
        f"law of {len(texts[-1]) // 1000} kB": texts[-1],
    }


if __name__ == "__main__":
    sys.exit(main())
