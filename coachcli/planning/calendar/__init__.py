"""The calendar: working weeks, days of a day cycle, recurring meetings, and the slots of a week."""
