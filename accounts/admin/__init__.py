"""People, their roles, requests for accounts and the yearly review, in the admin."""
