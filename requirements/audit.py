"""Known weaknesses of what is locked, by pip-audit; where nobody answers, that is told."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

OPTIONS = ["--require-hashes", "--disable-pip", "--progress-spinner", "off", "--format", "json"]


def audit(lock: str) -> int:
    """Say what is known of one lock; the exit code: 1 for a weakness, 2 where nobody answered."""
    words = [str(Path(sys.executable).with_name("pip-audit")), *OPTIONS, "--requirement", lock]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    try:
        packages = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError):
        return tell(f"{lock}: NOT AUDITED, pip-audit gave no answer. {last(done.stderr)}", 2)
    asked = [each for each in packages if "skip_reason" not in each]
    weak = [each for each in asked if each["vulns"]]
    for each in weak:
        for found in each["vulns"]:
            better = ", ".join(found["fix_versions"]) or "none yet"
            tell(f"{each['name']} {each['version']}: {found['id']}; mended in: {better}", 1)
    silent = len(packages) - len(asked)
    said = f"{lock}: {len(asked)} of {len(packages)} packages audited, {len(weak)} with a weakness."
    if silent:
        return tell(f"{said} NOT AUDITED: {silent}, the service of advisories did not answer.", 2)
    return tell(said, 1 if weak else 0)


def last(text: str) -> str:
    return (text.strip().splitlines() or [""])[-1][:300]


def tell(text: str, code: int) -> int:
    sys.stdout.write(f"{text}\n")
    return code


if __name__ == "__main__":
    sys.exit(max(audit(lock) for lock in sys.argv[1:]))
