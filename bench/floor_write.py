"""The floor of a writing command: Typer, SQLModel, one table, one committed row, one Rich table."""

from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from sqlmodel import Field, Session, SQLModel, create_engine

app = typer.Typer()


class Floor(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    name: str
    word: str


@app.command()
def floor(path: Annotated[str, typer.Argument()]) -> None:
    engine = create_engine(f"sqlite:///{path}")
    SQLModel.metadata.create_all(engine)
    with Session(engine) as db:
        row = Floor(name="name", word="word")
        db.add(row)
        db.commit()
        db.refresh(row)
        table = Table("id", "name", "word")
        table.add_row(str(row.id), row.name, row.word)
    engine.dispose()
    Console().print(table)


if __name__ == "__main__":
    app()
