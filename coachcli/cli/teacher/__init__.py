"""``coach teacher``: the caseload."""
