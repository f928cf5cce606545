"""The only Typer: parse what was typed, call one thing, render the answer."""

import gc

# A command is over in a fraction of a second, and what it imports stays. Looking through that for
# garbage while it is being made would take a tenth of the time (bench/README.md).
gc.set_threshold(100_000)
