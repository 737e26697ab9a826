"""The door of the lawyers: matters, who goes with them, bundles ordered, made and collected. Counsel see only their matters."""
