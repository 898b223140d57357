"""What rests on the law, and what becomes of it when the law changes.

rules (what reaches what) · bases (what an item rests on) · marking (which bases changed)
following (when) · changes (what a reader is shown) · deciding (what an editor may do)
"""
