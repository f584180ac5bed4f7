#include "app/termination_signals.h"

#include "app/exit_code.h"

#include <csignal>
#include <cstdlib>
#include <utility>

#include <sys/signalfd.h>
#include <unistd.h>

TerminationSignals::TerminationSignals(QObject *parent)
    : QObject(parent)
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
    m_descriptor = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
    m_notifier = std::make_unique<QSocketNotifier>(m_descriptor, QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &TerminationSignals::read);
}

TerminationSignals::~TerminationSignals()
{
    m_notifier.reset();
    ::close(m_descriptor);
}

void TerminationSignals::read()
{
    signalfd_siginfo info{};
    if (::read(m_descriptor, &info, sizeof info) != static_cast<ssize_t>(sizeof info))
        return;
    if (std::exchange(m_seen, true))
        std::_Exit(ExitInterrupted);
    emit received();
}
