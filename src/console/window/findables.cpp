#include "console/window/findables.h"

#include "console/procedures/procedure_model.h"
#include "console/window/main_window.h"

namespace fw::console {

QList<Findable> Findables::acts() const
{
    QList<Findable> all;
    for (const ActId id : allActs())
        all.append({actText(id), actKey(id).toString(QKeySequence::NativeText), [act = perform, id] { act(id); }});
    return all;
}

QList<Findable> Findables::keys() const
{
    QList<Findable> all = acts();
    all.prepend({MainWindow::tr("Start or go to a procedure"), QStringLiteral("Ctrl+1 … 8"), [] {}});
    all.prepend({MainWindow::tr("The step's main act"), MainWindow::tr("Enter"), mainAct});
    return all;
}

QList<Findable> Findables::everything(const snapshot::Snapshot *snapshot) const
{
    QList<Findable> all = acts();
    if (snapshot != nullptr) {
        addIncidents(*snapshot, all);
        addPeople(*snapshot, all);
    }
    return all;
}

void Findables::addIncidents(const snapshot::Snapshot &snapshot, QList<Findable> &all) const
{
    for (const snapshot::Procedure &procedure : snapshot.procedures) {
        const QString key = procedure.number > 0 ? QStringLiteral("Ctrl+%1").arg(procedure.number) : QString();
        all.append({MainWindow::tr("Procedure: %1").arg(look.text(procedure.title)), key,
                    [begin = start, playbook = QString::fromStdString(procedure.playbook)] { begin(playbook); }});
    }
    for (const snapshot::Incident &incident : snapshot.incidents) {
        const QString about = subjectName(incident.key, incident.subject, incident.members);
        all.append({MainWindow::tr("Incident: %1 %2").arg(look.text(incident.title), about),
                    {},
                    [show = showIncident, id = incident.id] { show(id); }});
    }
}

void Findables::addPeople(const snapshot::Snapshot &snapshot, QList<Findable> &all) const
{
    for (const snapshot::Contact &contact : snapshot.contacts) {
        const QString number = QString::fromStdString(contact.number);
        const QString text =
            QString::fromStdString(contact.name) + QStringLiteral(" · ") + QString::fromStdString(contact.post);
        all.append({MainWindow::tr("Contact: %1").arg(text), number,
                    [tell = say, text, number] { tell(text + QStringLiteral(" · ") + number); }});
    }
    for (const snapshot::Seat &seat : snapshot.seats) {
        QString text = MainWindow::tr("Seat %1").arg(QString::fromStdString(seat.id.str()));
        if (seat.state == snapshot::SeatState::out) {
            text += MainWindow::tr(" · out of service: put it back in service");
            all.append({text, {}, [put = returnSeat, id = QString::fromStdString(seat.id.str())] { put(id); }});
            continue;
        }
        if (!seat.agent.empty())
            text += MainWindow::tr(" · agent %1").arg(QString::fromStdString(seat.agent));
        all.append({text, {}, [tell = say, show = showIncident, text, id = seat.incident] {
                        tell(text);
                        show(id);
                    }});
    }
}

} // namespace fw::console
