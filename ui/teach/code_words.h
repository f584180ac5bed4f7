#pragma once

#include "core/teach/code_samples.h"

#include <QString>

/// What the page *Code* says, for the eye and for screen readers.
namespace code_words {

/// A text of samples.json in the user's language.
[[nodiscard]] QString translated(const QString &text);
/// "Server (Go)", "Browser", "The brief's code"
[[nodiscard]] QString roleName(CodeRole role);
/// "SSE: server (Go)"
[[nodiscard]] QString title(const CodeSample &sample);
/// "sse.go, 163 lines"
[[nodiscard]] QString fileLine(const QString &file, const QByteArray &code);
/// Why there is no such code; empty: there is.
[[nodiscard]] QString whyNone(TransportKind transport, CodeRole role);
/// What was measured of a fault, with its figures.
[[nodiscard]] QString measured(const CodeFault &fault);
/// "Measured on 26 November 2026 with Go 1.19.8", and with whose library.
[[nodiscard]] QString measuredWith(TransportKind transport);
/// The sample in one or two sentences; of the brief's code also what would go wrong.
[[nodiscard]] QString summary(const CodeSample &sample);
/// All samples: file,transport,role,lines,bytes.
[[nodiscard]] QString table();

} // namespace code_words
