// What the PBX answers to a question, from its fold: Ping, CoreSettings, CoreStatus, QueueStatus, QueueSummary,
// DeviceStateList, CoreShowChannels. Pure, any thread.
#pragma once

#include "feeds/pbx_fold.h"

#include <optional>
#include <string>
#include <string_view>

namespace fw::feeds {

// The whole answer under the action's ActionID; nothing for an action that is no question.
[[nodiscard]] std::optional<std::string> answerQuestion(const PbxFold &fold, const protocol::AmiMessage &action,
                                                        Duration now);

// "Response: …" with the action's ActionID, if it has one, and a message, if there is one; with its empty line.
[[nodiscard]] std::string response(const protocol::AmiMessage &action, std::string_view word, std::string_view message);
[[nodiscard]] std::string unknownAction(const protocol::AmiMessage &action);

[[nodiscard]] std::string fullyBooted(const PbxFold &fold, Duration now);

// Names of actions are compared without case, as the PBX does.
[[nodiscard]] bool isAction(const protocol::AmiMessage &action, std::string_view name);

} // namespace fw::feeds
