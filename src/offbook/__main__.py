"""``python -m offbook``."""

import sys

from offbook.cli import main

if __name__ == "__main__":
    sys.exit(main())
