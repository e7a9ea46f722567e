#include "console/window/live_page.h"

#include "console/incident/incident_panel.h"

#include "ui_live_page.h"

#include <QKeyEvent>

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
    m_ui->procedures->setFocusPolicy(Qt::TabFocus); // after a click Enter is the step's act as before
    connect(m_ui->procedures, &QListView::clicked, this, &LivePage::chooseProcedure);
    m_ui->procedures->installEventFilter(this);
    connect(m_ui->fire, &QPushButton::clicked, this, &LivePage::fire);
    connect(m_ui->seats, &SeatGrid::incidentChosen, m_ui->incident, &IncidentPanel::showIncident);
    connect(m_ui->incident, &IncidentPanel::shownChanged, this, &LivePage::showBoard);
}

LivePage::~LivePage() = default;

void LivePage::setUp(Desk &desk, const Look &look, const Steady &steady)
{
    m_look = &look;
    m_delegate.setLook(&look);
    m_ui->incident->setUp(desk, look, steady);
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
    m_ui->incident->lookChanged();
    if (m_snapshot)
        showBoard();
}

IncidentPanel &LivePage::incident()
{
    return *m_ui->incident;
}

void LivePage::chooseProcedure(const QModelIndex &index)
{
    if (index.isValid())
        emit procedureChosen(index.data(ProcedureModel::PlaybookRole).toString());
}

// Not activated(): a second click would be one as well.
bool LivePage::eventFilter(QObject *object, QEvent *event)
{
    if (object == m_ui->procedures && event->type() == QEvent::KeyPress) {
        const auto &key = *static_cast<QKeyEvent *>(event);
        if (key.key() == Qt::Key_Return || key.key() == Qt::Key_Enter) {
            if (!key.isAutoRepeat())
                chooseProcedure(m_ui->procedures->currentIndex());
            return true;
        }
    }
    return QWidget::eventFilter(object, event);
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
