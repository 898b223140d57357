"""Many files at once, sent by an editor: each becomes a draft that somebody else publishes.

    receiving → UploadBatch with a row for each file → reading (a task for each) → drafting

What cannot be taken is refused with words on what to do, and the others go on. Nothing here
publishes, and nothing public changes.
"""
