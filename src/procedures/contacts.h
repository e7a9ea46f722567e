// The people behind the contact chains. Made by config/ from contacts.csv.
#pragma once

#include <string>
#include <vector>

namespace fw::procedures {

struct Contact {
    std::string id;
    std::string name;
    std::string post;
    std::string role;
    std::string chain;
    int position = 1;
    std::string number;
    std::string through; // pbx, mobile, analogue, radio, other
    std::string hours;   // "" always, or "08:00-18:00"
    std::string verified;
    bool operator==(const Contact &) const = default;
};

} // namespace fw::procedures
