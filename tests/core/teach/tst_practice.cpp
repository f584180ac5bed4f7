#include "core/teach/practice.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;

using Phase = Practice::Phase;
using Mark = PracticeMark;

namespace {

QuestionBank bankOf(int first, int second = 0)
{
    QuestionBank bank;
    bank.topics = {{u"one"_s, u"One"_s}, {u"two"_s, u"Two"_s}};
    for (int i = 0; i < first + second; ++i)
        bank.questions += PracticeQuestion{.id = u"q%1"_s.arg(i),
                                           .topic = i < first ? u"one"_s : u"two"_s,
                                           .title = {},
                                           .text = {},
                                           .answer = {},
                                           .points = {},
                                           .sources = {},
                                           .fromBrief = false,
                                           .proof = {}};
    return bank;
}

void answer(Practice &practice, Mark mark)
{
    practice.reveal();
    practice.mark(mark);
}

QString asked(const Practice &practice)
{
    return practice.current() ? practice.current()->id : QString();
}

/// Marks everything as known and lists what was asked; stops after `most`.
QStringList playThrough(Practice &practice, int most = 100)
{
    QStringList order;
    while (practice.current() && order.size() < most) {
        order += asked(practice);
        answer(practice, Mark::Knew);
    }
    return order;
}

QStringList sorted(QStringList list)
{
    list.sort();
    return list;
}

}

class TestPractice : public QObject
{
    Q_OBJECT

private slots:
    void asksEachQuestionOnceIfAllAreKnown()
    {
        const QuestionBank bank = bankOf(5, 5);
        Practice practice(bank);
        QCOMPARE(practice.phase(), Phase::Ready);
        QVERIFY(!practice.current());
        practice.start();
        QCOMPARE(practice.phase(), Phase::Asking);
        const QStringList order = playThrough(practice);
        QCOMPARE(order.size(), 10);
        QCOMPARE(sorted(order).size(), QSet<QString>(order.begin(), order.end()).size());
        QCOMPARE(practice.phase(), Phase::Finished);
        QCOMPARE(practice.marked(), 10);
        QCOMPARE(practice.marked(Mark::Knew), 10);
        QVERIFY(practice.progress().again.isEmpty());
    }

    void sameSeedSameOrderAndAnotherSessionAnother()
    {
        const QuestionBank bank = bankOf(20);
        Practice one(bank, {}, 7), two(bank, {}, 7), other(bank, {}, 8);
        for (Practice *practice : {&one, &two, &other})
            practice->start();
        const QStringList first = playThrough(one);
        QCOMPARE(playThrough(two), first);
        QVERIFY(playThrough(other) != first);
        // All are in the same box now: only the shuffle can change the order.
        one.start();
        QVERIFY(playThrough(one) != first);
    }

    void byTopicIsTheOrderOfTheBank()
    {
        const QuestionBank bank = bankOf(3, 2);
        Practice practice(bank);
        practice.choose({.topic = {}, .byTopic = true});
        practice.start();
        QCOMPARE(playThrough(practice), (QStringList{u"q0"_s, u"q1"_s, u"q2"_s, u"q3"_s, u"q4"_s}));
    }

    void aTopicAsksOnlyItsOwn()
    {
        const QuestionBank bank = bankOf(3, 2);
        Practice practice(bank);
        practice.choose({.topic = u"two"_s, .byTopic = false});
        practice.start();
        QCOMPARE(sorted(playThrough(practice)), (QStringList{u"q3"_s, u"q4"_s}));
        QCOMPARE(practice.progress().total, 2);
        practice.choose({.topic = u"no such topic"_s, .byTopic = false});
        QCOMPARE(practice.choice().topic, QString());
        QCOMPARE(practice.progress().total, 5);
    }

    void whatIsMissedComesAgainAfterThreeOthers()
    {
        const QuestionBank bank = bankOf(8);
        Practice practice(bank);
        practice.choose({.topic = {}, .byTopic = true});
        practice.start();
        answer(practice, Mark::Missed);
        QStringList next;
        for (int i = 0; i < 4; ++i) {
            next += asked(practice);
            QCOMPARE(practice.isRepeat(), i == 3);
            answer(practice, Mark::Knew);
        }
        QCOMPARE(next, (QStringList{u"q1"_s, u"q2"_s, u"q3"_s, u"q0"_s}));
        QCOMPARE(asked(practice), u"q4"_s);
    }

    void missedAtTheEndComesAgainAfterWhatIsLeft()
    {
        const QuestionBank bank = bankOf(3);
        Practice practice(bank);
        practice.choose({.topic = {}, .byTopic = true});
        practice.start();
        answer(practice, Mark::Knew);
        answer(practice, Mark::Missed);
        QCOMPARE(asked(practice), u"q2"_s);
        answer(practice, Mark::Missed);
        QCOMPARE(asked(practice), u"q1"_s);
        answer(practice, Mark::Knew);
        QCOMPARE(asked(practice), u"q2"_s);
        answer(practice, Mark::Knew);
        QCOMPARE(practice.phase(), Phase::Finished);
        QCOMPARE(practice.marked(), 3);
    }

    void whatWasMissedIsFirstNextTime()
    {
        const QuestionBank bank = bankOf(12);
        Practice practice(bank);
        practice.choose({.topic = {}, .byTopic = true});
        practice.start();
        // q0 known, q1 partly, q2 missed, q3 seen only, the rest new.
        answer(practice, Mark::Knew);
        answer(practice, Mark::Partly);
        answer(practice, Mark::Missed);
        practice.reveal();
        practice.skip();
        const StoredPractice stored = practiceFromJson(toJson(practice.record()));
        QCOMPARE(stored.problem, QString());

        Practice later(bank, stored.record);
        later.start();
        const QStringList order = playThrough(later);
        QCOMPARE(order.mid(0, 2), (QStringList{u"q2"_s, u"q1"_s}));
        QCOMPARE(order.last(), u"q0"_s);
        QCOMPARE(sorted(order.mid(2, 9)),
                 sorted({u"q3"_s, u"q4"_s, u"q5"_s, u"q6"_s, u"q7"_s, u"q8"_s, u"q9"_s, u"q10"_s, u"q11"_s}));
        QVERIFY(order.mid(2, 9) != sorted(order.mid(2, 9)));
    }

    void knownAfterAMissStillComesAgainNextTime()
    {
        const QuestionBank bank = bankOf(2);
        Practice practice(bank);
        practice.choose({.topic = {}, .byTopic = true});
        practice.start();
        answer(practice, Mark::Missed);
        answer(practice, Mark::Knew);
        answer(practice, Mark::Knew);
        QCOMPARE(practice.phase(), Phase::Finished);
        QCOMPARE(practice.progress().known, 1);
        QCOMPARE(practice.progress().again.size(), 1);
        QCOMPARE(practice.progress().again.first()->id, u"q0"_s);
        practice.start();
        QCOMPARE(asked(practice), u"q0"_s);
    }

    void progressCountsSeenKnownAndToRepeat()
    {
        const QuestionBank bank = bankOf(6);
        Practice practice(bank);
        practice.choose({.topic = {}, .byTopic = true});
        QCOMPARE(practice.progress().seen, 0);
        practice.start();
        practice.skip(); // not looked at: not seen
        QCOMPARE(practice.progress().seen, 0);
        practice.reveal();
        QCOMPARE(practice.progress().seen, 1);
        practice.mark(Mark::Knew);
        answer(practice, Mark::Partly);
        answer(practice, Mark::Missed);
        const PracticeProgress progress = practice.progress();
        QCOMPARE(progress.total, 6);
        QCOMPARE(progress.seen, 3);
        QCOMPARE(progress.known, 1);
        QCOMPARE(progress.again.size(), 2);
    }

    void aMarkNeedsALookAndALookAQuestion()
    {
        const QuestionBank bank = bankOf(2);
        Practice practice(bank);
        practice.mark(Mark::Knew);
        practice.reveal();
        practice.skip();
        QCOMPARE(practice.phase(), Phase::Ready);
        practice.start();
        practice.mark(Mark::Knew);
        QCOMPARE(practice.phase(), Phase::Asking);
        QCOMPARE(practice.marked(), 0);
        const QString first = asked(practice);
        practice.reveal();
        practice.start();
        QCOMPARE(practice.phase(), Phase::Revealed);
        QCOMPARE(asked(practice), first);
    }

    void theLastMarkCanBeTakenBack()
    {
        const QuestionBank bank = bankOf(6);
        Practice practice(bank);
        practice.start();
        const QString first = asked(practice);
        practice.reveal();
        const PracticeRecord before = practice.record();
        practice.mark(Mark::Missed);
        QVERIFY(asked(practice) != first);
        QCOMPARE(practice.undo(), Practice::Step::Mark);
        QCOMPARE(asked(practice), first);
        QCOMPARE(practice.phase(), Phase::Revealed);
        QCOMPARE(practice.record(), before);
        QVERIFY(!practice.isRepeat());
        // Marked otherwise it does not come again.
        practice.mark(Mark::Knew);
        QVERIFY(!playThrough(practice).contains(first));
    }

    void everyStepCanBeTakenBackInTurn()
    {
        const QuestionBank bank = bankOf(4, 4);
        Practice practice(bank);
        practice.choose({.topic = {}, .byTopic = true});
        practice.start();
        QVERIFY(!practice.undo());
        const QString first = asked(practice);
        practice.skip();
        answer(practice, Mark::Partly);
        practice.choose({.topic = u"two"_s, .byTopic = true});
        QCOMPARE(asked(practice), u"q4"_s);
        practice.startOver();
        QCOMPARE(practice.phase(), Phase::Ready);
        QCOMPARE(practice.record(), PracticeRecord{});
        QCOMPARE(practice.choice().topic, u"two"_s);

        QCOMPARE(practice.undo(), Practice::Step::StartOver);
        QCOMPARE(practice.record().entries.size(), 1);
        QCOMPARE(asked(practice), u"q4"_s);
        QCOMPARE(practice.undo(), Practice::Step::Choice);
        QCOMPARE(practice.choice().topic, QString());
        QCOMPARE(practice.undo(), Practice::Step::Mark);
        QCOMPARE(practice.phase(), Phase::Revealed);
        QCOMPARE(practice.undo(), Practice::Step::Skip);
        QCOMPARE(asked(practice), first);
        QVERIFY(!practice.canUndo());
    }

    void undoIsBounded()
    {
        const QuestionBank bank = bankOf(2);
        Practice practice(bank);
        practice.start();
        for (qsizetype i = 0; i < Practice::maxUndo + 10; ++i)
            answer(practice, Mark::Missed);
        qsizetype undone = 0;
        while (practice.undo())
            ++undone;
        QCOMPARE(undone, Practice::maxUndo);
    }

    void withoutQuestionsASessionIsOverAtOnce()
    {
        const QuestionBank bank;
        Practice practice(bank);
        practice.start();
        QCOMPARE(practice.phase(), Phase::Finished);
        QVERIFY(!practice.current());
        practice.reveal();
        practice.mark(Mark::Knew);
        practice.skip();
        QCOMPARE(practice.phase(), Phase::Finished);
    }

    void rememberedQuestionsThatAreGoneAreKept()
    {
        const QuestionBank bank = bankOf(2);
        PracticeRecord record;
        record.entries[u"gone"_s] = {1, 0, Mark::Missed};
        Practice practice(bank, record);
        practice.start();
        playThrough(practice);
        QCOMPARE(practice.progress().seen, 2);
        QVERIFY(practice.progress().again.isEmpty());
        QVERIFY(practice.record().entries.contains(u"gone"_s));
    }
};

QTEST_APPLESS_MAIN(TestPractice)

#include "tst_practice.moc"
