"""The plan and the calendar that it stands on."""
