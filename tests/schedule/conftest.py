"""The cases are found by the tests of single rules too."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
