"""Everything that is kept about one teacher: put together, searched, given away, erased."""
