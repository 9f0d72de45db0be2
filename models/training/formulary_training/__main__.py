"""`python3 -m formulary_training`."""

import sys

from .cli import main

if __name__ == "__main__":
    sys.exit(main())
