"""The public pages of the legal library. None of them touches a session or a cookie."""
