"""The door of the NGO's workers: the queue, one claim, its evidence, what comes next."""
