"""Screens of the admin about units and their sections."""
