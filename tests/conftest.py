"""What all tests share.

Drawn inputs have no deadline: the first one loads the word lists, and a machine with other work is slow at any of them.
"""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("house", deadline=None)
settings.load_profile("house")
