"""Makes the data that the program ships: run by developers, never while documents are read."""
