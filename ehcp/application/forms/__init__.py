"""Forms that a school or an adviser's body fills in, part by part, and sends: drafts until then.

`said` is what may stand in each part, `form` which forms there are and which commands each part
becomes, `lacking` what is still missing, `drafting` saving and sending.
"""

from ehcp.application.forms.drafting import Drafting, FormRefused, Incomplete, Submitted
from ehcp.application.forms.form import FORMS, Form, FormOf
from ehcp.application.forms.lacking import Lack

__all__ = ["FORMS", "Drafting", "Form", "FormOf", "FormRefused", "Incomplete", "Lack", "Submitted"]
