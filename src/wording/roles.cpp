#include "wording/roles.h"

#include <algorithm>
#include <array>

namespace fw {
namespace {

struct Role {
    std::string_view id;
    std::string_view en;
    std::string_view zh;
};
constexpr std::array kRoles{
    Role{"agent", "agent", "客服代表"},
    Role{"shift-leader", "shift leader", "值班长"},
    Role{"supervisor", "supervisor", "主管"},
    Role{"superior", "superior", "上级领导"},
    Role{"om", "O&M", "运维"},
    Role{"system-maintenance", "system maintenance", "系统维护"},
    Role{"business-operations", "business operations", "运营"},
    Role{"department", "responsible department", "责任部门"},
    Role{"administration", "administration office", "行政办公室"},
    Role{"management", "management office", "管理办公室"},
    Role{"marketing-outbound", "marketing outbound", "营销外呼"},
    Role{"warden", "warden", "疏散引导员"},
};

} // namespace

Text roleName(std::string_view id)
{
    const auto it = std::ranges::find(kRoles, id, &Role::id);
    return it == kRoles.end() ? Text{std::string(id), std::string(id)} : Text{std::string(it->en), std::string(it->zh)};
}

} // namespace fw
