"""Gunicorn reads this file where it starts."""

# A pasted question of 10,000 characters is an address of up to 90 kB. Gunicorn would refuse
# what is longer than 4 kB in words of its own; the search page shortens it and says so. The
# web server in front sets the limit, see docs/operators.md.
limit_request_line = 0
