// Whose turn it is in a contact chain: the first position that has not been tried for this step.
#pragma once

#include "procedures/contacts.h"
#include "record/state.h"

#include <string>
#include <vector>

namespace fw::procedures {

[[nodiscard]] const Contact *contactAt(const std::vector<Contact> &contacts, const std::string &chain, int position);
// The highest position of the chain; 0: nobody.
[[nodiscard]] int lastPosition(const std::vector<Contact> &contacts, const std::string &chain);
// The last position tried since the step became active: after a wait the chain begins again. 0: none. Without a step
// every try of the incident counts.
[[nodiscard]] int lastTried(const record::Incident &incident, const std::string &stepKey, const std::string &chain);
// The one after it, or the last one once the chain is used up; at least 1.
[[nodiscard]] int nextPosition(const std::vector<Contact> &contacts, const record::Incident &incident,
                               const std::string &stepKey, const std::string &chain);

} // namespace fw::procedures
