"""A program with one option, to see what the installed Typer imports for it."""

import sys
from importlib.metadata import version
from typing import Annotated

import typer

app = typer.Typer()


@app.command()
def one(name: Annotated[str, typer.Option()] = "") -> None:
    imports = "imports" if "pydantic" in sys.modules else "does not import"
    print(f"Typer {version('typer')} {imports} pydantic to parse {name!r}.")


if __name__ == "__main__":
    app()
