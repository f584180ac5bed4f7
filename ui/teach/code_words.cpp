#include "ui/teach/code_words.h"

#include "ui/transport_descriptor.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::Literals::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(CodeView)
};

} // namespace

QString code_words::translated(const QString &text)
{
    return QCoreApplication::translate("CodeSamples", text.toUtf8().constData());
}

QString code_words::roleName(CodeRole role)
{
    switch (role) {
    case CodeRole::Server:
        return Words::tr("Server (Go)");
    case CodeRole::Browser:
        return Words::tr("Browser");
    case CodeRole::Brief:
        break;
    }
    return Words::tr("The brief's code");
}

QString code_words::title(const CodeSample &sample)
{
    return Words::tr("%1: %2").arg(descriptorOf(sample.transport).name, roleName(sample.role));
}

QString code_words::fileLine(const QString &file, const QByteArray &code)
{
    return Words::tr("%1, %2 lines").arg(file, QLocale().toString(lineCount(code)));
}

QString code_words::whyNone(TransportKind transport, CodeRole role)
{
    const CodeSample &sample = codeSample(transport, role);
    return sample.hasCode() ? QString() : translated(sample.notes.first().text);
}

QString code_words::measured(const CodeFault &fault)
{
    return codeOutcomes().filled(translated(fault.measured));
}

QString code_words::measuredWith(TransportKind transport)
{
    const CodeOutcomes &outcomes = codeOutcomes();
    const QString date = QLocale().toString(outcomes.measuredOn, Words::tr("d MMMM yyyy"));
    return transport == TransportKind::WebSocket
        ? Words::tr("Measured on %1 with Go %2 and gorilla/websocket %3.")
              .arg(date, outcomes.go, outcomes.gorilla)
        : Words::tr("Measured on %1 with Go %2.").arg(date, outcomes.go);
}

QString code_words::summary(const CodeSample &sample)
{
    QString text = Words::tr("%1, %2.").arg(title(sample), fileLine(sample.file, sample.code));
    if (sample.faults.isEmpty())
        return text;
    QStringList faults;
    for (const CodeFault &fault : sample.faults)
        faults << translated(fault.title);
    return text + u' ' + Words::tr("What would go wrong: %1.").arg(faults.join(u"; "_s));
}

QString code_words::table()
{
    QString table = u"file,transport,role,lines,bytes\n"_s;
    for (const CodeSample &sample : codeSamples())
        if (sample.hasCode())
            table += u"%1,%2,%3,%4,%5\n"_s
                         .arg(sample.file, machineName(sample.transport), machineName(sample.role))
                         .arg(lineCount(sample.code))
                         .arg(sample.code.size());
    return table;
}
