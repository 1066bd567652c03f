"""All forms of the editor, by the names in their addresses."""

from __future__ import annotations

from .error_forms import AmendForm, CaseForm, MoveForm
from .faq_form import FaqForm
from .form import Form
from .new_form import NewForm
from .product_form import NewProductForm
from .redact_form import RedactForm
from .release_form import NewReleaseForm, ReleaseForm

FORMS: dict[str, type[Form]] = {
    form.name: form
    for form in (
        *(NewForm, MoveForm, AmendForm, CaseForm, RedactForm),
        *(ReleaseForm, NewReleaseForm, NewProductForm, FaqForm),
    )
}
OF_AN_ERROR = (MoveForm.name, AmendForm.name, CaseForm.name, RedactForm.name)
"""Those that the list of errors offers for each."""
