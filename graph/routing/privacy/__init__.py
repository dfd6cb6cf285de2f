"""Private data: where it is in a text, how private the text is, and how it leaves and comes back redacted.

Pure functions over text: nothing is read, sent, stored or logged, and a finding never holds the text it found.
"""

from __future__ import annotations

from .detect import SECRET_KINDS, detect, label
from .redact import Redactor, StreamRestorer
from .turns import across

__all__ = ["SECRET_KINDS", "Redactor", "StreamRestorer", "across", "detect", "label"]
