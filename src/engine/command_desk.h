// Carries out commands, or says why not. Every check of a person's wish is here, none in a button. A refusal is a
// sentence; the engine records it. Nothing is changed before all of a command has been checked.
#pragma once

#include "engine/incident_desk.h"
#include "engine/world.h"
#include "record/command.h"

#include <functional>
#include <optional>
#include <set>

namespace fw::engine {

using Refusal = std::optional<Sentence>;

class CommandDesk {
public:
    CommandDesk(World &world, IncidentDesk &incidents) : m_world(world), m_incidents(incidents) {}

    [[nodiscard]] Refusal carryOut(const record::Command &command);

private:
    using Command = record::Command;

    // An open incident and, if the command names one, its step.
    struct Target {
        const record::Incident *incident = nullptr;
        IncidentRun *run = nullptr;
        std::optional<procedures::Instance> step;
    };
    [[nodiscard]] Refusal find(const Command &command, bool needsStep, Target &target);

    Refusal start(const Command &command);
    Refusal setFact(const Command &command, const Target &target);
    Refusal doStep(const Command &command, const Target &target);
    Refusal skipStep(const Command &command, const Target &target);
    Refusal waitStep(const Command &command, const Target &target);
    Refusal tryContact(const Command &command, const Target &target);
    Refusal writeNote(const Command &command);
    Refusal makePromise(const Command &command, const Target &target);
    Refusal keepPromise(const Command &command, const Target &target);
    Refusal assignSeat(const Command &command, const Target &target);
    Refusal takeSeatOut(const Command &command);
    Refusal returnSeat(const Command &command);
    Refusal acknowledge(const Command &command, const Target &target);
    Refusal takeCommand(const Command &command, const Target &target);
    Refusal close(const Command &command, const Target &target);
    Refusal correct(const Command &command);
    Refusal reopenStep(const Command &command, const Target &target);
    Refusal signIn(const Command &command);
    Refusal signOut(const Command &command);
    Refusal reload(const Command &command);

    // A draft by this command's operator, at the time it happened.
    [[nodiscard]] record::Draft draft(const Command &command, record::Kind kind, Sentence sentence, Json data) const;
    void put(const Command &command, record::Kind kind, Sentence sentence, Json data);
    [[nodiscard]] Refusal refusedSeat(const std::string &seat, const std::string &failed,
                                      const std::string &agent) const;
    void chainUsedUp(const Command &command, const Target &target, const std::string &chain);

    World &m_world;
    IncidentDesk &m_incidents;
};

// Fields of a command. A missing text is "".
[[nodiscard]] std::string textOf(const Json &args, const char *key);
[[nodiscard]] std::optional<WallTime> timeOf(const Json &args, const char *key);
[[nodiscard]] Sentence refusal(const std::string &id, std::vector<std::pair<std::string, SentenceArg>> args = {});
// A refusal for what stands, or does not stand, in a field.
[[nodiscard]] Sentence badField(const char *field, Text problem);
[[nodiscard]] Sentence missingField(const char *field);
[[nodiscard]] Text bilingual(const std::string &text);

} // namespace fw::engine
