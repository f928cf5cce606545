"""What others may see: reports, charts, copies, the agreement, a discreet screen."""
