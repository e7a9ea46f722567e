#include "console/window/live_page.h"

#include "console/incident/incident_panel.h"

#include "ui_live_page.h"

namespace fw::console {
namespace {

constexpr int kWide = 1700;
constexpr int kLow = 860;

} // namespace

LivePage::LivePage(QWidget *parent) : QWidget(parent), m_ui(std::make_unique<Ui::LivePage>())
{
    m_ui->setupUi(this);
    m_ui->rule->setFixedWidth(4);
    m_ui->queuesTitle->setFont(typeface(size::kSmall, Weight::bold));
    m_ui->proceduresTitle->setFont(typeface(size::kSmall, Weight::bold));
    m_ui->procedures->setModel(&m_procedures);
    m_ui->procedures->setItemDelegate(&m_delegate);
    m_ui->procedures->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_ui->procedures->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_ui->procedures->setTabKeyNavigation(false);
    m_ui->fire->setProperty("danger", true);
    m_ui->fire->setMinimumHeight(size::kMainTarget + 8);
    m_ui->fire->setFont(typeface(20, Weight::bold));
    const auto chosen = [this](const QModelIndex &index) {
        emit procedureChosen(index.data(ProcedureModel::PlaybookRole).toString());
    };
    connect(m_ui->procedures, &QListView::clicked, this, chosen);
    connect(m_ui->procedures, &QListView::activated, this, chosen);
    connect(m_ui->fire, &QPushButton::clicked, this, &LivePage::fire);
    connect(m_ui->seats, &SeatGrid::incidentChosen, m_ui->incident, &IncidentPanel::showIncident);
    connect(m_ui->incident, &IncidentPanel::shownChanged, this, &LivePage::showBoard);
}

LivePage::~LivePage() = default;

void LivePage::setUp(Desk &desk, const Look &look)
{
    m_look = &look;
    m_delegate.setLook(&look);
    m_ui->incident->setUp(desk, look);
    lookChanged();
}

void LivePage::lookChanged()
{
    m_ui->queuesTitle->setText(tr("Queues · last 15 min"));
    m_ui->proceduresTitle->setText(tr("Procedures"));
    m_ui->fire->setText(tr("FIRE · F12"));
    m_ui->procedures->setAccessibleName(tr("Procedures"));
    m_ui->queues->setAccessibleName(tr("Queues"));
    m_procedures.setLook(m_look);
    m_ui->queues->setLook(m_look);
    for (Painted *painted :
         std::initializer_list<Painted *>{m_ui->seats, m_ui->power, m_ui->temperature, m_ui->nearest, m_ui->chart})
        painted->setLook(m_look);
    m_ui->incident->lookChanged();
    if (m_snapshot)
        showBoard();
}

IncidentPanel &LivePage::incident()
{
    return *m_ui->incident;
}

bool LivePage::listHasFocus() const
{
    return m_ui->procedures->hasFocus();
}

void LivePage::setSnapshot(const std::shared_ptr<const snapshot::Snapshot> &snapshot)
{
    m_snapshot = snapshot;
    m_procedures.setSnapshot(snapshot);
    m_ui->incident->setSnapshot(snapshot);
    showBoard();
}

void LivePage::showBoard()
{
    if (!m_snapshot)
        return;
    m_ui->queues->setSnapshot(m_snapshot);
    m_ui->seats->setSnapshot(m_snapshot);
    m_ui->power->setText(powerCard(*m_snapshot, *m_look));
    m_ui->temperature->setText(temperatureCard(*m_snapshot, *m_look));
    m_ui->nearest->setText(nearestCard(*m_snapshot, *m_look));
    m_ui->chart->setSnapshot(m_snapshot, m_ui->incident->incident());
    const bool alarm = !m_snapshot->incidents.empty();
    if (m_ui->rule->property("alarm").toBool() != alarm) {
        m_ui->rule->setProperty("alarm", alarm);
        m_ui->rule->style()->polish(m_ui->rule);
    }
}

// The desks of a floor: 1366×768 at the least, 1920×1080 with room.
void LivePage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const bool wide = width() >= kWide;
    m_ui->leftColumn->setFixedWidth(wide ? 330 : 236);
    m_ui->incident->setFixedWidth(wide ? 610 : 456);
    m_ui->incident->setCompact(!wide);
    m_delegate.setCompact(height() < kLow);
    m_ui->queues->setCompact(height() < kLow);
    m_ui->procedures->doItemsLayout();
}

} // namespace fw::console
