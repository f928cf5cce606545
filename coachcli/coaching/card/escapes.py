"""What keeps a person's text on a session card from being read as something else.

A line that begins like a heading or a comment carries one backslash more on the card than it was
typed with (``\\# 5``), and so does an ending in brackets that looks like a step's own
(``\\(check 2026-12-08)``). Any other backslash means itself. Each function here has its inverse
beside it.
"""

from __future__ import annotations

import re

ENDING = r"\((?:for|check|by)\b[^()\n]*\)\Z"
"""Brackets at the end of a step that may be its own: for whom it is, and when it is checked."""


def escaped(line: str) -> str:
    return re.sub(r"\A(\s*)(\\*(?:#|<!--))", r"\1\\\2", line)


def unescaped(line: str) -> str:
    return re.sub(r"\A(\s*)\\(\\*(?:#|<!--))", r"\1\2", line)


def ending_escaped(text: str) -> str:
    return re.sub(rf"(?<!\S)(\\*{ENDING})", r"\\\1", text, flags=re.I)


def ending_unescaped(text: str) -> str:
    return re.sub(rf"(?<!\S)\\(\\*{ENDING})", r"\1", text, flags=re.I)
