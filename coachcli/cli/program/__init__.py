"""The program: the menu, what every command is given, and how it fails."""
