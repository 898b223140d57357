"""What happens to the law on which day: issue, effect, expiry, also of single provisions."""
