// The sub-commands of floorwardenctl. Each takes its words and returns the exit code; UsageError for a wrong use.
#pragma once

#include <QStringList>

namespace fw::app {

int runLive(const QStringList &words);
int runReplay(const QStringList &words);
int runPlay(const QStringList &words);
int runCheck(const QStringList &words);
int runRules(const QStringList &words);
int runPlaybook(const QStringList &words);
int runJournal(const QStringList &words);

} // namespace fw::app
