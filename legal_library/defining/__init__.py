"""What acts say that their words mean: read from the texts, kept, shown beside the words."""
