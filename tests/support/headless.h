#pragma once

#include "tests/support/captured_stream.h"

#include <QTest>

/// How a headless task ended, and what it said: an exit code of -1 means that it did not end.
struct HeadlessOutcome
{
    int code = -1;
    int ends = 0; ///< how often it said so
    QByteArray out;
    QByteArray err;
};

/// Starts `task` (HeadlessRun, HeadlessTabs ...) and waits until it has ended; `meanwhile` is called once,
/// after start().
template<typename Task, typename Meanwhile>
HeadlessOutcome headlessOutcome(Task &task, Meanwhile meanwhile)
{
    constexpr int patienceMs = 30'000;
    HeadlessOutcome outcome;
    const auto connection = QObject::connect(&task, &Task::ended, &task, [&outcome](int code) {
        outcome.code = code;
        ++outcome.ends;
    });
    {
        CapturedStream out(stdout);
        CapturedStream err(stderr);
        task.start();
        meanwhile(task);
        (void)QTest::qWaitFor([&] { return outcome.ends > 0; }, patienceMs);
        outcome.out = out.text();
        outcome.err = err.text();
    }
    QObject::disconnect(connection);
    return outcome;
}

template<typename Task>
HeadlessOutcome headlessOutcome(Task &task)
{
    return headlessOutcome(task, [](Task &) {});
}
