// A playbook that uses every key of the format.
#pragma once

#include <string_view>

namespace fw::config::samples {

inline constexpr std::string_view kFull = R"toml(format = 1
id = "alarm"
procedure = 5
title.en = "Alarm"
title.zh = "警报"
key = "site"
attention = 3
cooldown = "0s"

[settings]
verify_within = "60s"
decide_after = "30m"
early = "10m"
calm_for = "10m"
read_every = "15m"
fold_at = 3

[start]
rules = ["alarm-zone", "zone-hot"]
hand = true
hand_key = "F12"
ask = "finding"

[[chain]]
id = "om"
role = "om"
title.en = "O&M"
title.zh = "运维"
at_least = 2
[[chain]]
id = "fire"
title.en = "Fire service"
title.zh = "火警"
number = "119"

[[condition]]
id = "calm"
over = "incident"
when = "waiting == 0 and longest_wait < setting.calm_for"
for = "5s"
clear_for = "setting.calm_for / 2"
text.en = "Calm: {waiting}"
text.zh = "平稳：{waiting}"
[[condition]]
id = "back"
over = "members"
when = "available"
text.en = "Back"
text.zh = "恢复"

[[fact]]
id = "finding"
type = "choice"
ask.en = "What do you know?"
ask.zh = "现场情况？"
also = ["post"]
[[fact.option]]
id = "real"
label.en = "Real"
label.zh = "属实"
key = "1"
chain = "fire"
[[fact.option]]
id = "find-out"
label.en = "Find out"
label.zh = "核实"
key = "F2"
[[fact]]
id = "post"
type = "text"
from = "site.unit"
changes = true
fallback.en = "not said"
fallback.zh = "未说明"
[[fact]]
id = "places"
type = "list"
ask.en = "Which?"
ask.zh = "哪些？"
[[fact]]
id = "answers"
type = "per"
per = "entities"
ask.en = "How many?"
ask.zh = "几人？"

[[phase]]
id = "first"
order = "by-role"
[[phase.step]]
id = "ask"
role = "supervisor"
title.en = "Ask within {verify_within}, {subject}, {post}"
title.zh = "核实 {since} {commander}"
body.en = "b"
body.zh = "b"
say.en = "s {setting.fold_at}"
say.zh = "s"
desk = "roll-call"
chain_by = "finding"
when = "finding == 'find-out' and not by_hand"
needs = ["post"]
within = "verify_within"
from = ["opened", "fact:finding"]
restart = [{ by = "rule", within = "early" }, { by = "step:order" }]
cancelled_by = ["record:incident.commanded", "condition:calm"]
warn_at = "early"
evidence = [
  { operator = true }, { condition = "calm" }, { contact = "" }, { contact = "om" }, { fact = "finding" },
  { fact = "finding", is = "real" }, { facts = ["post", "places"] }, { record = "incident.commanded" },
  { state = "members >= 2" },
]
[[phase]]
id = "second"
when = "finding = 'real'"
[[phase.step]]
id = "order"
role = "om"
title.en = "Order {value}"
title.zh = "命令 {value}"
chain = "om"
for_each = "fact:places"
after = []
within = "read_every"
every = true
[[phase.step]]
id = "late"
role = "warden"
title.en = "Late"
title.zh = "晚"
after = ["ask", "order"]
watch = true

[[clock]]
id = "decide_after"
kind = "escalation"
when = "finding == 'find-out'"
from = "since"
restart = [{ by = "step:order", within = "early" }]
cancelled_by = "fact:finding"
activates = ["late"]
sets = { finding = "real", post = "nobody" }
warn_at = "early"
why.en = "{decide_after} passed"
why.zh = "已过 {decide_after}"
[[clock]]
id = "steady"
kind = "hold"
after = "calm_for"
of = "calm"
[[clock]]
id = "early"
kind = "deadline"
kept_by = ["step:ask", "clock:steady"]
every = true

[[close]]
id = "counted"
when = "noted('finding')"
need = "held('steady') and step('ask') and any('back') and fired(decide_after)"
missing.en = "{places} not counted"
missing.zh = "未清点 {places}"

[[follow_up]]
playbook = "air"
when = "level >= 3"
why.en = "It gets hot"
why.zh = "升温"

[notice.caller]
text.en = "We call back"
text.zh = "稍后回电"
[notice.floor]
text.en = "Be ready"
text.zh = "待命"
)toml";

} // namespace fw::config::samples
