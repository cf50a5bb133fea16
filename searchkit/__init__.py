"""Full-text search for people who live in news."""
