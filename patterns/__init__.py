"""What the program knows, as data. Read through :mod:`extractor.knowledge`."""
