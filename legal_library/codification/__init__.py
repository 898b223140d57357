"""The official codification (pháp điển) in the library: articles, edition after edition.

    reading → grouping into documents → texts → writing (texts, events) → marking what rests on them

A codified document has only the articles that were codified and says so; a full text that the
library has is never touched.
"""
