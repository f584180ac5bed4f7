#pragma once

#include "core/protocol/transport_kind.h"

#include <QByteArray>
#include <QDate>
#include <QHash>
#include <QList>
#include <QString>

#include <array>

/// What a piece of code is for: the smallest server, the smallest client of a browser, or what the brief has.
enum class CodeRole { Server, Browser, Brief };
inline constexpr std::array allCodeRoles{CodeRole::Server, CodeRole::Browser, CodeRole::Brief};

/// "server", "browser", "brief"
[[nodiscard]] QLatin1StringView machineName(CodeRole role);

/// What to notice, and where it is written.
struct CodeNote
{
    QString text;
    QString reading; ///< "RFC 6455, section 10.2"; may be empty

    bool operator==(const CodeNote &) const = default;
};

/// A line for a shell, a browser's address field or its console. {lab}, {lab-ws} and {go} stand for origins.
struct CodeCommand
{
    QString title; ///< "Run it"
    QString command;

    bool operator==(const CodeCommand &) const = default;
};

/// What goes wrong with the brief's code, and what was measured of it.
struct CodeFault
{
    QString title;
    QString text; ///< why
    QString measured; ///< places such as {one-channel.messages} are filled by CodeOutcomes::filled()
    QString reading;
    QString scenario; ///< Scenario::name of a run that shows the same in the laboratory; may be empty
    int port = 0; ///< it strikes where this port is taken; 0: everywhere

    bool operator==(const CodeFault &) const = default;
};

/// One file with code, byte for byte, and what is said about it (resources/teach/code/samples.json).
struct CodeSample
{
    TransportKind transport{};
    CodeRole role{};
    QString file; ///< "sse.go"; empty: there is no such code, and the notes say why
    QByteArray code;
    QString companion; ///< a file that makes it a program; empty: it is one
    QByteArray companionCode;
    QList<CodeNote> notes;
    QList<CodeCommand> commands;
    QList<CodeFault> faults;
    QString scenario; ///< what it does, in the laboratory

    [[nodiscard]] bool hasCode() const { return !file.isEmpty(); }
    bool operator==(const CodeSample &) const = default;
};

/// What was measured of the brief's code with Go (resources/teach/code/outcomes.json): the program itself
/// runs no Go. tests/integration/tst_go_faults measures it again and compares.
struct CodeOutcomes
{
    QDate measuredOn;
    QString go; ///< "1.19.8"
    QString gorilla; ///< version of gorilla/websocket
    QHash<QString, double> values; ///< "one-channel.messages" -> 20

    /// `text` with each {place} filled with its value as the locale writes it; an unknown place stays.
    [[nodiscard]] QString filled(const QString &text) const;
};

/// All samples: by transport, then by role.
[[nodiscard]] const QList<CodeSample> &codeSamples();
[[nodiscard]] const CodeSample &codeSample(TransportKind transport, CodeRole role);
/// The same; where there is no such code, that of the first transport that has some.
[[nodiscard]] const CodeSample &codeSampleOrFirst(TransportKind transport, CodeRole role);
[[nodiscard]] const CodeOutcomes &codeOutcomes();
/// Number of lines, a last one without a line end included.
[[nodiscard]] int lineCount(const QByteArray &code);
/// `command` with its places filled: {lab} with `labOrigin` ("http://127.0.0.1:8080"), {lab-ws} with the same
/// for a WebSocket, {go} with host and port of the samples in Go, beside the laboratory's port.
[[nodiscard]] QString filledCommand(const QString &command, const QString &labOrigin);
