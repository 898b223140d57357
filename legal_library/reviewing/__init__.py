"""An editor reviews what the parser made of a text: operations on the tree, kept step by step.

`working`, `addressing`, `operations`, `patches`, `locating`, `comparing` and `outline` are pure
Python: a tree in, a tree out. `sessions` keeps the review of a document on the server,
`attributes` what the text says of itself, `pages` the images of the source.
"""
