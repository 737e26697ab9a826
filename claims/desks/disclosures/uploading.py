"""Upload a disclosure file, or paste it: it becomes the member's working copy of its project. This is where a file is read or mended."""

from flask import Response, render_template, request

from claims.desks.disclosures.finding import my_copy
from claims.desks.disclosures.forms import MOST_OF_A_FILE, UploadForm
from claims.desks.disclosures.problem_words import place_words, problem_words
from claims.desks.disclosures.saving import keep
from claims.errors import RegistryError
from claims.store.registry_file import file_form, problems_of_text, read_project
from claims.web.language import lazy_gettext as _l
from claims.web.office_desk import go_to
from claims.web.typing_marks import showable
from claims.web.uploads import showable_name

NOTHING_GIVEN = _l("Please choose a file or paste its text.")
TOO_LARGE = _l("The file is larger than a disclosure file may be (256 KB). Nothing was kept of it.")
NOT_READ = _l(
    "The file was not taken: %(count)d places need another look. Its text stands below; mend it there and send it."
)
FILE_NAME = "file"
Answer = Response | tuple[str, int]


def upload() -> Answer:
    """The file as it was given, or why it cannot be taken, with its text to mend."""
    form = UploadForm.from_page()
    wrong: list[RegistryError] = []
    if form.accepted():
        content, name = _given(form)
        wrong = _problems(form, content, name)
        if not form.problems and not wrong:
            project = read_project(content, name=name)
            keep(project.code, file_form(project))
            return go_to("disclosures.project", code=project.code)
    return render_template(
        "disclosures/upload.html",
        form=form,
        wrong=[(place_words(each), problem_words(each.problem)) for each in wrong],
        known=sorted(my_copy().projects),
    ), 422 if wrong else form.status


def _given(form: UploadForm) -> tuple[bytes, str]:
    """The file's bytes and name; without a file, the pasted text."""
    file = request.files.get(FILE_NAME)
    if file is not None and file.filename:
        return file.stream.read(MOST_OF_A_FILE + 1), showable_name(file.filename)
    return (form.text.data or "").encode(), "text"


def _problems(form: UploadForm, content: bytes, name: str) -> list[RegistryError]:
    """What is wrong with the file. Its text is put into the box, so that nothing of it is lost."""
    if not content.strip():
        form.add_problem(NOTHING_GIVEN)
        return []
    if len(content) > MOST_OF_A_FILE:
        form.add_problem(TOO_LARGE)
        return []
    wrong = problems_of_text(content, name=name)
    if wrong:
        form.add_problem(str(NOT_READ) % {"count": len(wrong)})
        form.text.data = showable(content.decode("utf-8", "replace"))
        form.text.raw_data = None
    return wrong
