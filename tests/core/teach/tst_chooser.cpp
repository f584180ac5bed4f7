#include "core/experiment/scenario.h"
#include "core/teach/chooser_rules.h"
#include "core/teach/chooser_words.h"

#include <QTest>

#include <algorithm>
#include <functional>
#include <map>

using namespace Qt::Literals::StringLiterals;
using enum TransportKind;

namespace {

/// Every combination of answers, 2,304 of them.
void forAllAnswers(const std::function<void(const ChooserAnswers &)> &visit)
{
    for (int direction = 0; direction < directionCount; ++direction)
        for (int rate = 0; rate < rateCount; ++rate)
            for (int latency = 0; latency < latencyCount; ++latency)
                for (int clients = 0; clients < clientCountCount; ++clients)
                    for (int obstacles = 0; obstacles < obstacleSets; ++obstacles)
                        visit({static_cast<MessageDirection>(direction), static_cast<MessageRate>(rate),
                               static_cast<LatencyThatMatters>(latency), static_cast<ClientCount>(clients),
                               Obstacles(obstacles)});
}

QByteArray words(const ChooserAnswers &answers)
{
    QStringList text;
    for (const auto question : chooser_words::allQuestions)
        text += chooser_words::answer(question, answers);
    return text.join(u", "_s).toUtf8();
}

bool isObstacle(ReasonTopic topic)
{
    return topic >= ReasonTopic::RefusesUpgrades;
}

} // namespace

/// The chooser's table, walked by all combinations of answers.
class TestChooser : public QObject
{
    Q_OBJECT

private slots:
    void everyCombinationIsAnsweredWithAtLeastTwoReasons()
    {
        int walked = 0;
        forAllAnswers([&](const ChooserAnswers &answers) {
            const Recommendation recommendation = recommend(answers);
            const QByteArray said = words(answers);
            QVERIFY2(recommendation.best().reasons.size() >= 2, said.constData());
            QVERIFY2(!recommendation.best().pros().isEmpty(), said.constData());
            for (std::size_t i = 1; i < transportCount; ++i) {
                QVERIFY2(recommendation.ranked[i - 1].score >= recommendation.ranked[i].score,
                         said.constData());
                QVERIFY2(!recommendation.ranked[i].reasons.isEmpty(), said.constData());
            }
            ++walked;
        });
        QCOMPARE(walked, 2304);
    }

    void noReasonContradictsTheAnswers()
    {
        forAllAnswers([](const ChooserAnswers &answers) {
            for (const Recommendation::Candidate &candidate : recommend(answers).ranked) {
                std::map<ReasonTopic, bool> signs;
                for (const ChooserReason &reason : candidate.reasons) {
                    // Nothing is said of an obstacle that is not there.
                    const auto bit = 1
                        << (static_cast<int>(reason.topic) - static_cast<int>(ReasonTopic::RefusesUpgrades));
                    if (isObstacle(reason.topic))
                        QVERIFY2(answers.obstacles.testFlag(static_cast<Obstacle>(bit)),
                                 qPrintable(reason.text));
                    // About one thing a transport is either good or bad.
                    const auto [known, first] = signs.emplace(reason.topic, reason.isFor());
                    QVERIFY2(first || known->second == reason.isFor(), qPrintable(reason.text));
                }
            }
        });
    }

    void aReasonHoldsForAllAnswersThatItsRuleNames()
    {
        // What a sentence says of a number must be in the mask of its rule.
        for (const ChooserRule &rule : chooserRules()) {
            const QString text = QString::fromUtf8(rule.text);
            const auto holdsFor = [&](auto change) {
                ChooserAnswers answers;
                bool found = false;
                forAllAnswers(
                    [&](const ChooserAnswers &each) { found = found || (change(each) && rule.holds(each)); });
                return found;
            };
            if (text.contains(u"million"_s))
                QVERIFY2(!holdsFor([](const ChooserAnswers &a) { return a.clients != ClientCount::Million; }),
                         rule.text);
            if (text.contains(u"en thousand"_s))
                QVERIFY2(
                    !holdsFor([](const ChooserAnswers &a) { return a.clients != ClientCount::TenThousand; }),
                    rule.text);
            if (text.contains(u"only go"_s) || text.contains(u"nobody sends"_s))
                QVERIFY2(
                    !holdsFor([](const ChooserAnswers &a) { return a.direction != MessageDirection::Down; }),
                    rule.text);
            if (text.contains(u"0.1 s"_s))
                QVERIFY2(
                    !holdsFor([](const ChooserAnswers &a) { return a.latency != LatencyThatMatters::Tenth; }),
                    rule.text);
            if (text.contains(u"minutes late"_s))
                QVERIFY2(!holdsFor([](const ChooserAnswers &a) {
                    return a.latency != LatencyThatMatters::Minutes;
                }),
                         rule.text);
        }
    }

    void everyReasonIsASentenceWithASourceAndARun()
    {
        QVERIFY(chooserRules().size() > 50);
        for (const ChooserRule &rule : chooserRules()) {
            const QString text = QString::fromUtf8(rule.text);
            QVERIFY2(text.endsWith(u'.') && text.front().isUpper(), rule.text);
            QVERIFY2(QByteArrayView(rule.source).size() > 5, rule.text);
            QVERIFY2(findScenario(QString::fromLatin1(rule.scenario)), rule.scenario);
            QVERIFY2(rule.weight != 0, rule.text);
        }
    }

    void everyRuleIsUsed()
    {
        for (const ChooserRule &rule : chooserRules()) {
            bool used = false;
            forAllAnswers([&](const ChooserAnswers &answers) { used = used || rule.holds(answers); });
            QVERIFY2(used, rule.text);
        }
    }

    void knownCases_data()
    {
        QTest::addColumn<ChooserAnswers>("answers");
        QTest::addColumn<TransportKind>("expected");

        using D = MessageDirection;
        using R = MessageRate;
        using L = LatencyThatMatters;
        using C = ClientCount;
        using O = Obstacle;
        QTest::newRow("e-mail, looked for each minute")
            << ChooserAnswers{D::Down, R::Rare, L::Minutes, C::TenThousand, {}} << ShortPoll;
        QTest::newRow("e-mail of a million")
            << ChooserAnswers{D::Down, R::Rare, L::Minutes, C::Million, {}} << ShortPoll;
        QTest::newRow("stock ticker")
            << ChooserAnswers{D::Down, R::Fast, L::Second, C::TenThousand, {}} << Sse;
        QTest::newRow("notifications") << ChooserAnswers{D::Down, R::Rare, L::Second, C::Million, {}} << Sse;
        QTest::newRow("news feed") << ChooserAnswers{D::Down, R::Slow, L::Seconds, C::TenThousand, {}} << Sse;
        QTest::newRow("comments, now and then an own one")
            << ChooserAnswers{D::SomeUp, R::Slow, L::Second, C::TenThousand, {}} << Sse;
        QTest::newRow("chat") << ChooserAnswers{D::BothWays, R::Slow, L::Second, C::TenThousand, {}}
                              << WebSocket;
        QTest::newRow("game") << ChooserAnswers{D::BothWays, R::Fast, L::Tenth, C::Hundred, {}} << WebSocket;
        QTest::newRow("collaborative editing")
            << ChooserAnswers{D::BothWays, R::Fast, L::Tenth, C::TenThousand, {}} << WebSocket;
        QTest::newRow("dashboard of a flood, seconds late")
            << ChooserAnswers{D::Down, R::Flood, L::Seconds, C::Hundred, {}} << ShortPoll;
        QTest::newRow("notifications in many tabs")
            << ChooserAnswers{D::Down, R::Slow, L::Second, C::TenThousand, O::ManyTabs} << WebSocket;
        QTest::newRow("notifications, upgrades refused")
            << ChooserAnswers{D::Down, R::Slow, L::Second, C::TenThousand, O::RefusesUpgrades} << Sse;
        QTest::newRow("notifications, upgrades refused and buffered")
            << ChooserAnswers{D::Down, R::Rare, L::Second, C::TenThousand, O::RefusesUpgrades | O::Buffers}
            << LongPoll;
        QTest::newRow("game, upgrades refused and buffered")
            << ChooserAnswers{D::Down, R::Fast, L::Tenth, C::TenThousand, O::RefusesUpgrades | O::Buffers}
            << LongPoll;
        QTest::newRow("chat, upgrades may be refused")
            << ChooserAnswers{D::BothWays, R::Slow, L::Second, C::TenThousand, O::RefusesUpgrades}
            << WebSocket;
    }

    void knownCases()
    {
        QFETCH(ChooserAnswers, answers);
        QFETCH(TransportKind, expected);
        const Recommendation recommendation = recommend(answers);
        QStringList scores;
        for (const auto &candidate : recommendation.ranked)
            scores += u"%1 %2"_s.arg(machineName(candidate.transport)).arg(candidate.score);
        QVERIFY2(recommendation.best().transport == expected, qPrintable(scores.join(u", "_s)));
    }

    void whatMayBeRefusedHasAFallbackThatGetsThrough()
    {
        const ChooserAnswers chat{.direction = MessageDirection::BothWays,
                                  .obstacles = Obstacle::RefusesUpgrades};
        QCOMPARE(recommend(chat).fallback, std::optional(Sse));
        const ChooserAnswers worse{.direction = MessageDirection::BothWays,
                                   .obstacles = Obstacle::RefusesUpgrades | Obstacle::Buffers};
        QCOMPARE(recommend(worse).fallback, std::optional(LongPoll));
        QCOMPARE(recommend({}).fallback, std::nullopt);
        forAllAnswers([](const ChooserAnswers &answers) {
            const Recommendation recommendation = recommend(answers);
            if (recommendation.best().transport == WebSocket
                && answers.obstacles.testFlag(Obstacle::RefusesUpgrades))
                QVERIFY2(recommendation.fallback, words(answers).constData());
            if (answers.obstacles.testFlag(Obstacle::Buffers))
                QVERIFY2(recommendation.best().transport != Sse, words(answers).constData());
            if (recommendation.fallback)
                QVERIFY2(*recommendation.fallback != recommendation.best().transport,
                         words(answers).constData());
        });
    }

    void pollingIsNotRecommendedWhereATenthOfASecondMatters()
    {
        forAllAnswers([](const ChooserAnswers &answers) {
            if (answers.latency == LatencyThatMatters::Tenth)
                QVERIFY2(recommend(answers).best().transport != ShortPoll, words(answers).constData());
        });
    }

    void eachTransportIsTheAnswerToSomething()
    {
        std::map<TransportKind, int> won;
        forAllAnswers([&](const ChooserAnswers &answers) { ++won[recommend(answers).best().transport]; });
        for (const TransportKind kind : allTransportKinds)
            qInfo("%s %d", machineName(kind).data(), won[kind]);
        QCOMPARE(won.size(), transportCount);
    }

    void theWordsFollowTheAnswers()
    {
        ChooserAnswers answers;
        QCOMPARE(chooser_words::answer(chooser_words::Question::Obstacles, answers),
                 chooser_words::nothing());
        answers.obstacles = Obstacle::Buffers | Obstacle::ManyTabs;
        QCOMPARE(chooser_words::answer(chooser_words::Question::Obstacles, answers),
                 u"A proxy that buffers or zips; HTTP/1.1 and many tabs"_s);
        for (const auto question : {chooser_words::Question::Direction, chooser_words::Question::Rate,
                                    chooser_words::Question::Latency, chooser_words::Question::Clients})
            for (int i = 0; i < chooser_words::choices(question).size(); ++i) {
                chooser_words::setAnswer(question, i, answers);
                QCOMPARE(chooser_words::answerIndex(question, answers), i);
            }
    }
};

QTEST_APPLESS_MAIN(TestChooser)
#include "tst_chooser.moc"
