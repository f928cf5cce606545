"""``python -m coachcli``."""

from coachcli.cli.program.main import main

if __name__ == "__main__":
    main()
