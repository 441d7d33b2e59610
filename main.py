"""QualityDesk: who answers for this product? Hands the arguments to the console, which opens the window for
none.
"""

from __future__ import annotations

import sys

from ui.console import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
