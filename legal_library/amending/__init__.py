"""Amendments: what an act orders to be changed in another, read from its text and carried out."""
