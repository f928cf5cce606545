"""The clock: when a visit is due. The only place that knows."""
