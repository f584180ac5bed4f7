#include "core/teach/code_samples.h"

#include "core/experiment/scenario.h"

#include <QFile>
#include <QLocale>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

namespace {

QString name(const CodeSample &sample)
{
    return machineName(sample.transport) + u' ' + machineName(sample.role);
}

/// Every text of a sample that a user reads.
QStringList texts(const CodeSample &sample)
{
    QStringList all;
    for (const CodeNote &note : sample.notes)
        all << note.text;
    for (const CodeCommand &command : sample.commands)
        all << command.title << command.command;
    for (const CodeFault &fault : sample.faults)
        all << fault.title << fault.text << fault.measured;
    return all;
}

}

class TestCodeSamples : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale::C); }

    void everyTransportHasOneSampleARole()
    {
        QCOMPARE(codeSamples().size(), 12);
        QStringList names;
        for (const TransportKind kind : allTransportKinds)
            for (const CodeRole role : allCodeRoles) {
                const CodeSample &sample = codeSample(kind, role);
                QCOMPARE(sample.transport, kind);
                QCOMPARE(sample.role, role);
                names << name(sample);
            }
        QCOMPARE(QSet<QString>(names.begin(), names.end()).size(), 12);
    }

    void theCodeIsTheFileByteForByte()
    {
        int files = 0;
        const auto same = [&files](const QString &file, const QByteArray &code) {
            QFile source(QStringLiteral(SOURCE_ROOT "/resources/teach/code/") + file);
            ++files;
            return source.open(QIODevice::ReadOnly) && source.readAll() == code && !code.isEmpty();
        };
        for (const CodeSample &sample : codeSamples()) {
            QCOMPARE(sample.file.isEmpty(), sample.code.isEmpty());
            if (!sample.file.isEmpty())
                QVERIFY2(same(sample.file, sample.code), qPrintable(sample.file));
            if (!sample.companion.isEmpty())
                QVERIFY2(same(sample.companion, sample.companionCode), qPrintable(sample.companion));
        }
        QCOMPARE(files, 12);
    }

    void theBriefHasNoCodeForShortPollingAndThePageSaysSo()
    {
        const CodeSample &none = codeSample(TransportKind::ShortPoll, CodeRole::Brief);
        QVERIFY(none.file.isEmpty());
        QVERIFY(none.notes.first().text.contains(u"no code for short polling"_s));
    }

    void eachSampleSaysWhatToNoticeAndHowToRunIt()
    {
        for (const CodeSample &sample : codeSamples()) {
            QVERIFY2(!sample.notes.isEmpty(), qPrintable(name(sample)));
            if (sample.file.isEmpty())
                continue;
            QVERIFY2(sample.commands.size() >= 2, qPrintable(name(sample)));
            const bool brief = sample.role == CodeRole::Brief;
            QCOMPARE(sample.faults.isEmpty(), !brief);
            if (!brief)
                QVERIFY2(
                    std::ranges::any_of(sample.notes, [](const CodeNote &n) { return !n.reading.isEmpty(); }),
                    qPrintable(name(sample)));
        }
    }

    void everyLinkLeadsToAScenario()
    {
        int links = 0;
        const auto leads = [&links](const QString &scenario) {
            links += scenario.isEmpty() ? 0 : 1;
            return scenario.isEmpty() || findScenario(scenario);
        };
        for (const CodeSample &sample : codeSamples()) {
            QVERIFY2(leads(sample.scenario), qPrintable(sample.scenario));
            for (const CodeFault &fault : sample.faults)
                QVERIFY2(leads(fault.scenario), qPrintable(fault.scenario));
        }
        QVERIFY(links >= 8);
    }

    void commandsNameFilesThatExist()
    {
        static const QRegularExpression file(u"[a-z-]+\\.(go|js)\\b"_s);
        QSet<QString> known{u"program.go"_s};
        for (const CodeSample &sample : codeSamples())
            known << sample.file << sample.companion;
        int named = 0;
        for (const CodeSample &sample : codeSamples())
            for (const QString &text : texts(sample))
                for (auto matches = file.globalMatch(text); matches.hasNext(); ++named)
                    QVERIFY2(known.contains(matches.next().captured()), qPrintable(text));
        QVERIFY(named > 10);
    }

    void everyFigureIsOneThatWasMeasured()
    {
        const CodeOutcomes &outcomes = codeOutcomes();
        QVERIFY(outcomes.measuredOn.isValid());
        QVERIFY(!outcomes.go.isEmpty() && !outcomes.gorilla.isEmpty());
        int filled = 0;
        for (const CodeSample &sample : codeSamples())
            for (const CodeFault &fault : sample.faults) {
                const QString text = outcomes.filled(fault.measured);
                QVERIFY2(!text.isEmpty() && !text.contains(u'{'), qPrintable(text));
                filled += text != fault.measured ? 1 : 0;
            }
        QVERIFY2(filled >= 8, qPrintable(QString::number(filled)));
    }

    void aPlaceIsFilledAsTheLocaleWritesIt()
    {
        CodeOutcomes outcomes;
        outcomes.values = {{u"timers.answers"_s, 10000}, {u"a-b.c_d"_s, 9.5}};
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        QCOMPARE(outcomes.filled(u"{timers.answers} and {a-b.c_d}, {no.such}"_s),
                 u"10,000 and 9.5, {no.such}"_s);
        QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
        QCOMPARE(outcomes.filled(u"{timers.answers} und {a-b.c_d}"_s), u"10.000 und 9,5"_s);
        QLocale::setDefault(QLocale::C);
        QCOMPARE(outcomes.filled(QString()), QString());
    }

    void commandsAreFilledWithTheLaboratorysOrigin()
    {
        const QString lab = u"http://127.0.0.1:43210"_s;
        QCOMPARE(filledCommand(u"curl -N {lab}/events"_s, lab), u"curl -N http://127.0.0.1:43210/events"_s);
        QCOMPARE(filledCommand(u"wscat -c {lab-ws}/ws"_s, lab), u"wscat -c ws://127.0.0.1:43210/ws"_s);
        QCOMPARE(filledCommand(u"go run sse.go -listen {go}"_s, lab),
                 u"go run sse.go -listen 127.0.0.1:8090"_s);
        for (const CodeSample &sample : codeSamples())
            for (const CodeCommand &command : sample.commands)
                QVERIFY(!filledCommand(command.command, lab).contains(u'{'));
    }

    void theServersListenWhereThePageSays()
    {
        for (const CodeSample &sample : codeSamples())
            if (sample.role == CodeRole::Server)
                QVERIFY2(sample.code.contains("\"127.0.0.1:8090\""), qPrintable(sample.file));
        QVERIFY(codeSample(TransportKind::Sse, CodeRole::Brief).code.contains("\":8080\""));
    }

    void linesAreCounted()
    {
        QCOMPARE(lineCount(""), 0);
        QCOMPARE(lineCount("a"), 1);
        QCOMPARE(lineCount("a\n"), 1);
        QCOMPARE(lineCount("a\n\nb"), 3);
    }
};

QTEST_APPLESS_MAIN(TestCodeSamples)

#include "tst_code_samples.moc"
