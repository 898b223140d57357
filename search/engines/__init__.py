"""Engines behind one interface; the portal's own is made once, from the settings."""
