#include "console/incident/incident_tabs.h"

#include "console/incident/form.h"
#include "console/procedures/procedure_model.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace fw::console {
namespace {

constexpr int kGap = 6;
constexpr int kMoreRoom = 50; // for how many are left out

QString textOf(const snapshot::Incident &incident, bool withClock, const snapshot::Snapshot &snapshot, const Look &look)
{
    QString text = incident.procedure > 0 ? QString::number(incident.procedure) + QLatin1Char(' ') : QString();
    text += subjectName(incident.key, incident.subject, incident.members);
    if (!withClock || incident.clocks.empty())
        return text;
    return text + QStringLiteral(" · ") + clockText(incident.clocks.front(), snapshot.at.wall, look.language);
}

} // namespace

IncidentTabs::IncidentTabs(QWidget *parent) : QWidget(parent), m_more(new QLabel(this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(kGap);
    row->addWidget(m_more);
    row->addStretch(1);
}

void IncidentTabs::addTab()
{
    auto *tab = new QPushButton(this);
    tab->setCheckable(true);
    tab->setFocusPolicy(Qt::TabFocus);
    tab->setProperty("tab", true);
    tab->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    const qsizetype index = m_tabs.size();
    connect(tab, &QPushButton::clicked, this, [this, tab, index] {
        tab->setChecked(m_incidents.value(index) == m_shown); // checked is what is shown, not what was pressed
        emit chosen(m_incidents.value(index));
    });
    static_cast<QHBoxLayout *>(layout())->insertWidget(int(index), tab);
    m_tabs.append(tab);
}

void IncidentTabs::showIncidents(const snapshot::Snapshot &snapshot, int shown, int width, const Look &look)
{
    const auto &incidents = snapshot.incidents;
    m_shown = shown;
    m_incidents.clear();
    while (std::size_t(m_tabs.size()) < incidents.size())
        addTab();
    setVisible(!incidents.empty());
    for (qsizetype i = qsizetype(incidents.size()); i < m_tabs.size(); ++i)
        setShown(*m_tabs[i], false);
    const auto widthOf = [&](std::size_t i, bool withClock) {
        const QPushButton &tab = *m_tabs[qsizetype(i)];
        const auto advance = [&](const QString &text) { return tab.fontMetrics().horizontalAdvance(text); };
        return kGap + tab.sizeHint().width() - advance(tab.text()) +
               advance(textOf(incidents[i], withClock, snapshot, look));
    };
    // The shown one, and the others from the gravest on for as long as there is room; their clocks only if all have it.
    int wanted = 0;
    int room = width;
    for (std::size_t i = 0; i < incidents.size(); ++i) {
        wanted += widthOf(i, true);
        room -= incidents[i].id == shown ? widthOf(i, true) : 0;
    }
    const bool isTight = wanted > width;
    int hidden = 0;
    for (std::size_t i = 0; i < incidents.size(); ++i) {
        QPushButton &tab = *m_tabs[qsizetype(i)];
        const bool isShown = incidents[i].id == shown;
        const bool withClock = isShown || !isTight;
        room -= isShown ? 0 : widthOf(i, withClock);
        const bool fits = isShown || (hidden == 0 && room >= (isTight ? kMoreRoom : 0));
        hidden += fits ? 0 : 1;
        const QString text = textOf(incidents[i], withClock, snapshot, look);
        if (tab.text() != text)
            tab.setText(text);
        tab.setChecked(isShown);
        setStyled(tab, "alarm", !incidents[i].ownedUntil && !incidents[i].closable);
        tab.setAccessibleName(look.text(incidents[i].title) + QLatin1Char(' ') + text);
        setShown(tab, fits);
        m_incidents.append(incidents[i].id);
    }
    m_more->setText(QStringLiteral("+%1").arg(hidden));
    m_more->setToolTip(tr("%n more incident(s): Ctrl+Right", nullptr, hidden));
    m_more->setVisible(hidden > 0);
}

} // namespace fw::console
