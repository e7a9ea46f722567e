// Whose turn it is to be called for a step. The tries that count are those since the step became active, so that after
// a wait the chain begins again; and since the superior was reached, who knows of the others by then. Without a step
// every try of the incident counts.
#pragma once

#include "procedures/contacts.h"
#include "procedures/context.h"

#include <string>
#include <vector>

namespace fw::procedures {

[[nodiscard]] const Contact *contactAt(const std::vector<Contact> &contacts, const std::string &chain, int position);
// The highest position of the chain; 0: nobody.
[[nodiscard]] int lastPosition(const std::vector<Contact> &contacts, const std::string &chain);
// In this chain: who was reached; else the one after the last who was tried, or that one once the chain is used up. At
// least 1.
[[nodiscard]] int nextPosition(const std::vector<Contact> &contacts, const Context &c, const std::string &stepKey,
                               const std::string &chain);

struct Turn {
    std::string chain;
    int position = 1;
    std::string lastOutcome; // of the last try that counts; "" none
    bool again = false;      // the superior was reached: the chain begins anew with this one
};
// For a step that calls `chain`: the chain's own people, then the superior's chain, where the playbook has it.
[[nodiscard]] Turn turnOf(const std::vector<Contact> &contacts, const Context &c, const std::string &stepKey,
                          const std::string &chain);
// Nobody is left whose turn it could be.
[[nodiscard]] bool allTried(const std::vector<Contact> &contacts, const Context &c, const std::string &stepKey,
                            const std::string &chain);

} // namespace fw::procedures
