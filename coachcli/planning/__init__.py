"""Pure planning: working weeks, the clock, the rotation and the placing of visits in slots."""
