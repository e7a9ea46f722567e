#include "engine/recorder.h"

namespace fw::engine {

const record::Record &Recorder::add(record::Draft draft)
{
    record::Record r;
    r.seq = m_state.lastSeq + 1;
    r.recordedAt = m_now.wall;
    r.happenedAt = draft.happenedAt.value_or(m_now.wall);
    r.kind = draft.kind;
    r.incident = draft.incident;
    r.step = std::move(draft.step);
    r.source = std::move(draft.source);
    r.actor = draft.actor.empty() && r.source == "operator" ? m_actor : std::move(draft.actor);
    r.sentence = std::move(draft.sentence);
    r.summaryEn = render(r.sentence, Language::en);
    r.summaryZh = render(r.sentence, Language::zh);
    r.data = std::move(draft.data);
    if (!m_commandId.empty())
        r.data["command_id"] = std::exchange(m_commandId, {}); // on the first record a command causes
    r.corrects = draft.corrects;
    record::apply(m_state, r);
    m_output.records.push_back(std::move(r));
    return m_output.records.back();
}

} // namespace fw::engine
