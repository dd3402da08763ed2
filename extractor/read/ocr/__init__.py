"""Reads pictures of pages: prepare the picture, find lines of text, read them, find ruling lines.

Nothing outside this package knows an OCR engine or OpenCV; what it gives is an ordinary
:class:`extractor.read.page.Page`. Everything heavy is imported when a page is read, not before.
"""
