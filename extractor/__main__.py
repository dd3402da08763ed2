"""``python -m extractor`` is the same program as ``extract``."""

import sys

if not sys.flags.safe_path:
    # a file of the working folder (copy.py, types.py) must not stand in for a module of the standard library
    sys.path.append(sys.path.pop(0))

from extractor.cli import main

if __name__ == "__main__":
    main(prog_name="extract")
