"""What the templates show, as values: pure functions from what the index answers. No HTML is made here."""
