"""What the portal learns from its use: what is asked, what is opened, what editors do about it."""
