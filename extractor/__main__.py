"""``python -m extractor`` is the same program as ``extract``."""

from extractor.cli import main

if __name__ == "__main__":
    main(prog_name="extract")
