"""`python -m comity` is the program itself."""

import sys

from ._program import main

sys.exit(main())
