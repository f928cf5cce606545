"""The only Typer: parse what was typed, call one thing, render the answer."""
