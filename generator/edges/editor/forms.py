"""All forms of the editor, by the names in their addresses."""

from __future__ import annotations

from .error_forms import AmendForm, CaseForm, MoveForm
from .faq_form import FaqForm
from .form import Form
from .new_form import NewForm
from .release_form import ReleaseForm

FORMS: dict[str, type[Form]] = {
    form.name: form for form in (NewForm, MoveForm, AmendForm, CaseForm, ReleaseForm, FaqForm)
}
OF_AN_ERROR = (MoveForm.name, AmendForm.name, CaseForm.name)
"""Those that the list of errors offers for each."""
