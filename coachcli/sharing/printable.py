"""What no file that is given away holds, whoever wrote it and however it came into the store."""

from __future__ import annotations

import re

from coachcli.coaching.texts import TURNING

NO_TEXT = re.compile(f"[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|{TURNING}")
"""What XML cannot hold, what steers a terminal, and what turns the text around it."""


def printable(text: str) -> str:
    return NO_TEXT.sub("\ufffd", text)
