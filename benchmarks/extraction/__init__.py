"""What the extraction of metadata is worth, measured: a module for each kind of value."""
