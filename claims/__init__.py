"""The house. Ask of any line what part of speech it is, and it knows its room.

model    nouns        names, dates, relations; what one row or one sealed file stands for
rules    judgements   may she? does it match? in what order? Values in, values out
store    wires        the only room that touches disk, database, keys, PDF, zip, clock
queries  questions    read, never write
actions  deeds        one file per thing the service does; read this folder first
web      furniture    what all doors share: guards, language, wording, errors, fields
desks    doors        one per kind of person
cli      the `claims` command, a door like the desks

Import law, downward only (kept by import-linter, see pyproject.toml):

    app.py > desks | cli > web > actions > queries > store > rules > model

`settings` and `errors` may be imported by all and import no room. Desks never import one another.
No import inside a function, none under TYPE_CHECKING.
"""
