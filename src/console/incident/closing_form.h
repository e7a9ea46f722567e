// Closing an incident: by its rule at one key, against it with a reason; each missed clock asks why.
#pragma once

#include "console/design/look.h"
#include "console/desk.h"
#include "console/incident/form.h"

namespace fw::console {

// Its id is "close:" and the incident's number.
[[nodiscard]] FormSpec closingForm(const snapshot::Incident &incident, const Look &look);
QString closeIncident(Desk &desk, const snapshot::Incident &incident, const FormAnswers &answers);

} // namespace fw::console
