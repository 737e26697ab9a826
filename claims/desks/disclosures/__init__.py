"""The door of researchers: edit the registry of disclosed projects by forms, compare, publish with a reason. No claim is opened at this desk."""
