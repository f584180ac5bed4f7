#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QString>

/// stdout carries results; the error says that it is full or closed.
[[nodiscard]] Result<Done> printResult(const QByteArray &bytes);
/// stderr carries messages, one or more lines each.
void printMessage(const QString &message);
/// "pushscope: message"
void printError(const QString &message);

[[nodiscard]] bool stderrIsTerminal();
/// Replaces the last line of a terminal; empty: clears it. REQUIRES stderrIsTerminal().
void showStatus(const QString &text);
