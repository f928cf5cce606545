"""The only SQL: the home folder, the tables, one door for reading and one for writing."""
