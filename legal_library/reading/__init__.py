"""Files in, one stream of lines out, whatever kind they are."""
