"""Everything that is asked or opened: questions, texts, keys, the pager, the editor, files."""
