"""``python -m coachcli``."""

from coachcli.cli.main import main

if __name__ == "__main__":
    main()
