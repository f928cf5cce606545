"""The floor of a reading command: Typer, one sqlite3 query of 18 rows, one Rich table."""

import sqlite3
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

app = typer.Typer()


@app.command()
def floor(path: Annotated[str, typer.Argument()]) -> None:
    db = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    table = Table("id", "name", "word")
    for row in db.execute("SELECT id, name, word FROM floor LIMIT 18"):
        table.add_row(*map(str, row))
    db.close()
    Console().print(table)


if __name__ == "__main__":
    app()
