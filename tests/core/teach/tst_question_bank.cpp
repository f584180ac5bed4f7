#include "core/teach/question_bank.h"

#include "core/experiment/scenario.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace {

/// Everything an interview about server push asks for; a question each at least.
const QStringList &mustBeAsked()
{
    static const QStringList ids{
        u"handshake"_s,     u"framing"_s,         u"masking"_s,  u"close-codes"_s,    u"keep-alive"_s,
        u"last-event-id"_s, u"six-connections"_s, u"http2"_s,    u"http3"_s,          u"webtransport"_s,
        u"web-push"_s,      u"proxies"_s,         u"fallback"_s, u"authentication"_s, u"tls"_s,
        u"backpressure"_s,  u"sticky-sessions"_s, u"brokers"_s,  u"ordering"_s,       u"exactly-once"_s};
    return ids;
}

const PracticeQuestion *find(const QString &id)
{
    const auto &all = builtInQuestions().questions;
    const auto found = std::ranges::find(all, id, &PracticeQuestion::id);
    return found == all.end() ? nullptr : &*found;
}

QString answerOf(const QString &id)
{
    const PracticeQuestion *question = find(id);
    return question ? question->answer.join(u' ') : QString();
}

QJsonObject bankJson()
{
    // Asked for once, the resource is there.
    if (builtInQuestions().questions.isEmpty())
        return {};
    QFile file(u":/teach/questions.json"_s);
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

/// The bank with one member of its first question changed.
QByteArray changed(const QString &member, const QJsonValue &value)
{
    QJsonObject bank = bankJson();
    QJsonArray questions = bank["questions"_L1].toArray();
    QJsonObject first = questions.first().toObject();
    first[member] = value;
    questions[0] = first;
    bank["questions"_L1] = questions;
    return QJsonDocument(bank).toJson();
}

}

class TestQuestionBank : public QObject
{
    Q_OBJECT

private slots:
    void thereAreTheBriefsThreeAndAtLeastThirtyMore()
    {
        const auto &all = builtInQuestions().questions;
        const auto fromBrief = std::ranges::count(all, true, &PracticeQuestion::fromBrief);
        QCOMPARE(fromBrief, 3);
        QVERIFY2(all.size() >= 33, qPrintable(QString::number(all.size())));
        QCOMPARE(find(u"websocket-over-sse"_s)->text, u"When would you use WebSockets over SSE?"_s);
        QCOMPARE(find(u"scale-websockets"_s)->text, u"How do you scale WebSocket servers?"_s);
        QCOMPARE(find(u"long-poll-drawback"_s)->text, u"What's the main drawback of long polling?"_s);
    }

    void everySubjectIsAskedAbout()
    {
        for (const QString &id : mustBeAsked())
            QVERIFY2(find(id), qPrintable(id));
    }

    void idsAndQuestionsAreUnique()
    {
        QSet<QString> ids, titles, texts;
        for (const PracticeQuestion &question : builtInQuestions().questions) {
            ids.insert(question.id);
            titles.insert(question.title);
            texts.insert(question.text);
        }
        QCOMPARE(ids.size(), builtInQuestions().questions.size());
        QCOMPARE(titles.size(), ids.size());
        QCOMPARE(texts.size(), ids.size());
    }

    void everyTopicHasQuestionsAndATitle()
    {
        for (const PracticeTopic &topic : builtInQuestions().topics) {
            QVERIFY(!topic.title.isEmpty());
            QVERIFY2(std::ranges::any_of(
                         builtInQuestions().questions,
                         [&](const PracticeQuestion &question) { return question.topic == topic.name; }),
                     qPrintable(topic.name));
        }
    }

    void everyAnswerHasASource()
    {
        static const QRegularExpression place(u"(RFC \\d+|WHATWG|W3C|draft-ietf|[A-Z][a-z]+)"_s);
        for (const PracticeQuestion &question : builtInQuestions().questions) {
            QVERIFY2(!question.sources.isEmpty(), qPrintable(question.id));
            for (const QString &source : question.sources)
                QVERIFY2(source.contains(place) || source.contains(u'/') || source.contains(u','),
                         qPrintable(question.id + u": "_s + source));
            // The brief alone proves nothing: an answer that corrects it says by what.
            QVERIFY2(!question.fromBrief || question.sources.size() > 1, qPrintable(question.id));
        }
    }

    void sentencesEndInFullStopsAndKeepTheirLimits()
    {
        namespace limits = question_limits;
        for (const PracticeQuestion &question : builtInQuestions().questions) {
            const QByteArray id = question.id.toUtf8();
            QVERIFY2(question.text.size() <= limits::question, id.constData());
            QVERIFY2(question.answer.size() >= limits::leastSentences
                         && question.answer.size() <= limits::mostSentences,
                     id.constData());
            for (const QString &sentence : question.answer) {
                QVERIFY2(sentence.endsWith(u'.') && !sentence.endsWith(".."_L1), qPrintable(sentence));
                QVERIFY2(sentence.front().isUpper() || sentence.front().isDigit(), qPrintable(sentence));
                QVERIFY2(!sentence.contains("  "_L1) && sentence == sentence.trimmed(), qPrintable(sentence));
                QVERIFY2(sentence.size() <= limits::sentence, qPrintable(sentence));
            }
            QVERIFY2(question.answer.join(u' ').size() <= limits::answer, id.constData());
            QVERIFY2(question.points.size() >= limits::leastPoints
                         && question.points.size() <= limits::mostPoints,
                     id.constData());
            for (const QString &point : question.points) {
                QVERIFY2(!point.endsWith(u'.') && point.size() <= limits::point, qPrintable(point));
                QVERIFY2(point.front().isUpper() || !point.front().isLetter() || point.startsWith("text/"_L1)
                             || point.startsWith("data"_L1) || point.startsWith("gzip"_L1)
                             || point.startsWith("fetch"_L1) || point.startsWith("ws:"_L1),
                         qPrintable(point));
            }
        }
    }

    void everyProofIsARunThatExists()
    {
        int proofs = 0;
        for (const PracticeQuestion &question : builtInQuestions().questions) {
            if (!question.proof)
                continue;
            ++proofs;
            const Scenario *scenario = findScenario(question.proof->scenario);
            QVERIFY2(scenario && scenario->name == question.proof->scenario, qPrintable(question.id));
            // Where it is seen: in the scenario's own view, or in another one that is there.
            QVERIFY2(!scenario->view.isEmpty() && scenario->view != question.proof->view,
                     qPrintable(question.id));
        }
        QVERIFY(proofs >= 20);
        QVERIFY(proofs < builtInQuestions().questions.size());
    }

    void answersAreRightToTheStandards_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<QStringList>("says");
        const auto row = [](const char *id, const QStringList &says) {
            QTest::newRow(id) << QString::fromLatin1(id) << says;
        };
        row("framing", {u"2 bytes up to 125"_s, u"4 up to 65,535"_s, u"10 above"_s, u"adds 4"_s});
        row("masking", {u"poison the cache"_s, u"no encryption"_s});
        row("close-codes", {u"1005, 1006 and 1015 are never sent"_s, u"without a Close frame"_s});
        row("six-connections", {u"RFC 9112 sets no number"_s, u"RFC 2616"_s, u"browsers' policy"_s});
        row("http2", {u"no limit at first"_s, u"at least 100"_s, u"one connection"_s});
        row("websocket-http2", {u"RFC 8441"_s, u"RFC 9220"_s, u"extended CONNECT"_s});
        row("webtransport", {u"Internet-Draft"_s, u"In November 2026"_s, u"fallback"_s});
        row("sse-stop", {u"204"_s, u"Any status but 200"_s});
        row("brokers", {u"at most once"_s});
        row("authentication", {u"Neither constructor takes headers"_s, u"Origin"_s});
        row("thundering-herd", {u"0 to 5 seconds"_s});
        row("long-poll-timeout", {u"30 seconds is safe"_s, u"120 seconds"_s});
        row("sse-format", {u"7 bytes"_s});
        row("handshake", {u"101"_s, u"SHA-1"_s, u"neither authentication nor encryption"_s});
        // The textbook's answer, and what is missing in it.
        row("scale-websockets",
            {u"The textbook"_s, u"one TCP connection"_s, u"log that all servers share"_s});
        row("long-poll-stateless", {u"The textbook"_s, u"Session ID unknown"_s, u"shared log"_s});
        row("long-poll-drawback",
            {u"the textbook"_s, u"takes one transit"_s, u"connection itself is kept"_s});
        row("websocket-over-sse", {u"the textbook's answer"_s, u"POST"_s, u"Last-Event-ID"_s});
    }

    void answersAreRightToTheStandards()
    {
        QFETCH(QString, id);
        QFETCH(QStringList, says);
        for (const QString &words : says)
            QVERIFY2(answerOf(id).contains(words), qPrintable(words + u" in: "_s + answerOf(id)));
    }

    void aBrokenFieldIsNamed_data()
    {
        QTest::addColumn<QString>("member");
        QTest::addColumn<QJsonValue>("value");
        QTest::addColumn<QString>("says");
        const QJsonArray noStop{u"One"_s, u"Two."_s, u"Three."_s};
        QTest::newRow("id") << u"id"_s << QJsonValue(u"Two Words"_s) << u"id"_s;
        QTest::newRow("twice") << u"id"_s << QJsonValue(u"faster-than-sse"_s) << u"twice"_s;
        QTest::newRow("topic") << u"topic"_s << QJsonValue(u"cooking"_s) << u"cooking"_s;
        QTest::newRow("topic out of order") << u"topic"_s << QJsonValue(u"sse"_s) << u"topic"_s;
        QTest::newRow("title") << u"title"_s << QJsonValue(QString(25, u'x')) << u"title"_s;
        QTest::newRow("question") << u"question"_s << QJsonValue(u"No stop"_s) << u"question"_s;
        QTest::newRow("answer") << u"answer"_s << QJsonValue(noStop) << u"answer"_s;
        QTest::newRow("points") << u"points"_s << QJsonValue(QJsonArray{u"One"_s}) << u"points"_s;
        QTest::newRow("no source") << u"sources"_s << QJsonValue(QJsonArray{}) << u"sources"_s;
        QTest::newRow("empty source") << u"sources"_s << QJsonValue(QJsonArray{QString()}) << u"sources"_s;
        QTest::newRow("scenario") << u"prove"_s
                                  << QJsonValue(QJsonObject{{u"scenario"_s, u"nothing"_s},
                                                            {u"view"_s, u"latency"_s}})
                                  << u"proof"_s;
        QTest::newRow("view") << u"prove"_s
                              << QJsonValue(
                                     QJsonObject{{u"scenario"_s, u"two-way"_s}, {u"view"_s, u"cinema"_s}})
                              << u"proof"_s;
        QTest::newRow("its own view")
            << u"prove"_s << QJsonValue(QJsonObject{{u"scenario"_s, u"two-way"_s}, {u"view"_s, u"latency"_s}})
            << u"proof"_s;
        QTest::newRow("no lanes") << u"prove"_s
                                  << QJsonValue(QJsonObject{{u"scenario"_s, u"the-gauntlet"_s},
                                                            {u"view"_s, u"wire"_s}})
                                  << u"proof"_s;
    }

    void aBrokenFieldIsNamed()
    {
        QFETCH(QString, member);
        QFETCH(QJsonValue, value);
        QFETCH(QString, says);
        const auto bank = questionsFromJson(changed(member, value));
        QVERIFY(!bank);
        QVERIFY2(bank.error().message.contains(says), qPrintable(bank.error().message));
    }

    void theBankAsItIsIsRead()
    {
        const auto bank = questionsFromJson(QJsonDocument(bankJson()).toJson());
        QVERIFY(bank);
        QCOMPARE(*bank, builtInQuestions());
    }

    void whatIsNoBankIsRefused()
    {
        QVERIFY(!questionsFromJson("{"));
        QVERIFY(!questionsFromJson("{}"));
        QJsonObject empty = bankJson();
        empty["questions"_L1] = QJsonArray();
        QVERIFY(!questionsFromJson(QJsonDocument(empty).toJson()));
    }
};

QTEST_APPLESS_MAIN(TestQuestionBank)

#include "tst_question_bank.moc"
