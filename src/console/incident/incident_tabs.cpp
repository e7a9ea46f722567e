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

QString textOf(const snapshot::Incident &incident, const snapshot::Snapshot &snapshot, const Look &look)
{
    QString text = incident.procedure > 0 ? QString::number(incident.procedure) + QLatin1Char(' ') : QString();
    text += subjectName(incident.key, incident.subject, incident.members);
    if (incident.clocks.empty())
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
    for (std::size_t i = 0; i < incidents.size(); ++i) {
        QPushButton &tab = *m_tabs[qsizetype(i)];
        const QString text = textOf(incidents[i], snapshot, look);
        if (tab.text() != text)
            tab.setText(text);
        tab.setChecked(incidents[i].id == shown);
        tab.setAccessibleName(look.text(incidents[i].title) + QLatin1Char(' ') + text);
        m_incidents.append(incidents[i].id);
    }
    // The shown one first, the others for as long as there is room.
    int room = width - kMoreRoom;
    int hidden = 0;
    for (const bool isShown : {true, false}) {
        for (std::size_t i = 0; i < incidents.size(); ++i) {
            if ((incidents[i].id == shown) != isShown)
                continue;
            QPushButton &tab = *m_tabs[qsizetype(i)];
            room -= tab.sizeHint().width() + kGap;
            setShown(tab, isShown || room >= 0);
            hidden += isShown || room >= 0 ? 0 : 1;
        }
    }
    m_more->setText(QStringLiteral("+%1").arg(hidden));
    m_more->setToolTip(tr("%n more incident(s): Ctrl+Right", nullptr, hidden));
    m_more->setVisible(hidden > 0);
}

} // namespace fw::console
