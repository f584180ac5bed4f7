#include "tests/support/recorded_trace.h"
#include "ui/wire/message_list.h"
#include "ui/wire/message_model.h"

#include <QAbstractButton>
#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QGuiApplication>
#include <QImage>
#include <QLineEdit>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTableView>
#include <QtTest>

using namespace Qt::Literals::StringLiterals;
using enum TransportKind;

namespace {

/// A lab whose messages come one by one.
struct Lab
{
    LabState state;
    RecordedTrace recorded;

    Lab()
    {
        state.snapshot.phase = RunSnapshot::Phase::Running;
        for (const TransportKind kind : allTransportKinds) {
            LaneSnapshot &lane = laneOf(kind);
            lane.kind = kind;
            lane.enabled = true;
            lane.latency.p50Ms = 40;
        }
        state.trace = &recorded.trace;
        recorded.upgrade(1);
    }
    LaneSnapshot &laneOf(TransportKind kind) { return state.snapshot.lanes[indexOf(kind)]; }
    void deliver(TransportKind kind, quint64 id, double dueS, double ms, int client = 0)
    {
        std::deque<DeliveryPoint> &points = state.deliveries[indexOf(kind)];
        points.push_back({dueS, ms, id, client, 12});
        if (points.size() > LabState::maxDeliveries)
            points.pop_front();
        ++laneOf(kind).nextDelivery;
        state.snapshot.elapsedS = std::max(state.snapshot.elapsedS, dueS + ms / 1000);
    }
    void everywhere(quint64 id, double dueS)
    {
        deliver(WebSocket, id, dueS, 40);
        deliver(Sse, id, dueS, 40);
        deliver(LongPoll, id, dueS, 40);
        deliver(ShortPoll, id, dueS, 590);
    }
    void frame(quint64 id, const QByteArray &data, double dueS)
    {
        recorded.send(WebSocket, Direction::Down,
                      webSocketFrame(1, messageJson(RecordedTrace::message(id, data))), dueS, dueS + 0.04);
    }
};

QString cellOf(const MessageModel &model, quint64 id, int column)
{
    return model.data(model.index(model.rowOf(id), column)).toString();
}

int columnOf(TransportKind kind)
{
    return MessageModel::FirstLane + static_cast<int>(indexOf(kind));
}

} // namespace

class TestMessageList : public QObject
{
    Q_OBJECT

private slots:
    void aMessageIsOneRowWithItsLatencyOnEachTransport();
    void textsOfManyMessagesComeBitByBit();
    void aRecordMayBeKnownBeforeItsDelivery();
    void whatHasNotComeIsUnderWayOrLostOrNothing();
    void aLateMessageIsNotLostAnyMore();
    void filtersShowWhatTheyCount();
    void slowIsJudgedAgainstTheMedianOfItsLane();
    void anotherRunOrClientBeginsAnew();
    void rowsAreBoundedAndTheOldestGo();
    void growingNeverResetsTheModel();
    void rowsAreCopiedAsCsv();
    void choosingARowSelectsItsMessageAndItsRecord();
    void aSelectionFromElsewhereIsScrolledTo();
    void theNewestIsFollowedUntilTheUserScrolls();
    void anIdCanBeJumpedTo();
    void theListIsPaintedInEveryTheme_data();
    void theListIsPaintedInEveryTheme();
};

void TestMessageList::aMessageIsOneRowWithItsLatencyOnEachTransport()
{
    Lab lab;
    MessageModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    lab.everywhere(141, 30.9);
    lab.deliver(WebSocket, 142, 31, 4.23);
    lab.frame(141, "hello, class\n", 30.9);
    model.update(lab.state);
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(cellOf(model, 141, MessageModel::Id), u"141"_s);
    QCOMPARE(cellOf(model, 141, MessageModel::Due), u"30.900"_s);
    QCOMPARE(cellOf(model, 141, columnOf(ShortPoll)), u"590"_s);
    QCOMPARE(cellOf(model, 141, columnOf(WebSocket)), u"40"_s);
    QCOMPARE(cellOf(model, 142, columnOf(WebSocket)), u"4.2"_s);
    QCOMPARE(cellOf(model, 141, MessageModel::Data), u"hello, class\u21b5"_s);
}

void TestMessageList::textsOfManyMessagesComeBitByBit()
{
    Lab lab;
    MessageModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    constexpr quint64 count = 1500;
    for (quint64 id = 1; id <= count; ++id) {
        lab.deliver(WebSocket, id, static_cast<double>(id) / 1000, 40);
        lab.frame(id, "text " + QByteArray::number(id), static_cast<double>(id) / 1000);
    }
    model.update(lab.state);
    QCOMPARE(cellOf(model, 1, MessageModel::Data), u"text 1"_s);
    QCOMPARE(cellOf(model, count, MessageModel::Data), QString());
    model.update(lab.state);
    QCOMPARE(cellOf(model, count, MessageModel::Data), u"text 1500"_s);
}

void TestMessageList::aRecordMayBeKnownBeforeItsDelivery()
{
    Lab lab;
    MessageModel model;
    lab.deliver(WebSocket, 1, 1, 40);
    lab.frame(1, "one", 1);
    lab.frame(2, "two", 2);
    model.update(lab.state);
    lab.deliver(WebSocket, 2, 2, 40);
    model.update(lab.state);
    QCOMPARE(cellOf(model, 2, MessageModel::Data), u"two"_s);
}

void TestMessageList::whatHasNotComeIsUnderWayOrLostOrNothing()
{
    Lab lab;
    MessageModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    lab.deliver(WebSocket, 5, 1, 40);
    lab.deliver(WebSocket, 6, 2, 40);
    lab.deliver(WebSocket, 7, 3, 40);
    lab.laneOf(ShortPoll).pending = {{2, 100, 6, 0, 0}, {3, 100, 7, 0, 0}};
    lab.laneOf(ShortPoll).behind = 2;
    lab.laneOf(Sse).lost = {{0, 6, 6}, {1, 5, 5}};
    model.update(lab.state);
    QCOMPARE(cellOf(model, 7, columnOf(ShortPoll)), u"under way"_s);
    QCOMPARE(cellOf(model, 5, columnOf(ShortPoll)), u"-"_s);
    QCOMPARE(cellOf(model, 6, columnOf(Sse)), u"lost"_s);
    QCOMPARE(cellOf(model, 5, columnOf(Sse)), u"-"_s);
    lab.deliver(ShortPoll, 7, 3, 500);
    lab.laneOf(ShortPoll).pending.clear();
    lab.laneOf(ShortPoll).behind = 0;
    lab.laneOf(ShortPoll).lost = {{0, 6, 6}};
    model.update(lab.state);
    QCOMPARE(cellOf(model, 6, columnOf(ShortPoll)), u"lost"_s);
    QCOMPARE(cellOf(model, 7, columnOf(ShortPoll)), u"500"_s);
    QCOMPARE(model.counts()[1], 1);
}

void TestMessageList::aLateMessageIsNotLostAnyMore()
{
    Lab lab;
    MessageModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setFilter(MessageFilter::Lost);
    lab.deliver(Sse, 1, 1, 40);
    lab.deliver(Sse, 4, 1.1, 40);
    lab.laneOf(Sse).lost = {{0, 2, 3}};
    model.update(lab.state);
    QCOMPARE(model.rowCount(), 2);
    lab.deliver(Sse, 2, 1.05, 900);
    lab.laneOf(Sse).lost = {{0, 3, 3}};
    model.update(lab.state);
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.idOf(0), 3U);
    QCOMPARE(model.counts()[1], 1);
}

void TestMessageList::filtersShowWhatTheyCount()
{
    Lab lab;
    MessageModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    for (quint64 id = 1; id <= 30; ++id)
        lab.deliver(Sse, id, static_cast<double>(id), id % 10 == 0 ? 500 : 40);
    lab.laneOf(Sse).lost = {{0, 31, 33}};
    lab.laneOf(Sse).duplicated = {{0, 7, 2}, {1, 8, 1}};
    lab.deliver(Sse, 34, 34, 40);
    model.update(lab.state);
    QCOMPARE(model.counts(), (std::array<qint64, messageFilterCount>{34, 3, 1, 3}));
    for (std::size_t i = 0; i < messageFilterCount; ++i) {
        model.setFilter(static_cast<MessageFilter>(i));
        QCOMPARE(model.rowCount(), static_cast<int>(model.counts()[i]));
    }
    QCOMPARE(model.idOf(2), 30U);
    QCOMPARE(model.rowOf(20), 1);
    QCOMPARE(model.rowOf(21), -1);
    model.setFilter(MessageFilter::All);
    QCOMPARE(cellOf(model, 7, columnOf(Sse)), u"40 \u00d73"_s);
}

void TestMessageList::slowIsJudgedAgainstTheMedianOfItsLane()
{
    Lab lab;
    MessageModel model;
    lab.laneOf(ShortPoll).latency.p50Ms = 1000;
    lab.deliver(ShortPoll, 1, 1, 1990);
    lab.deliver(Sse, 1, 1, 119); // below 3 x 40
    lab.deliver(Sse, 2, 1, 121);
    lab.laneOf(WebSocket).latency.p50Ms = 10;
    lab.deliver(WebSocket, 3, 1, 99); // below 100 ms
    lab.deliver(LongPoll, 3, 1, 101); // below 3 x 40
    model.update(lab.state);
    QCOMPARE(model.counts()[3], 1);
    model.setFilter(MessageFilter::Slow);
    QCOMPARE(model.idOf(0), 2U);
}

void TestMessageList::anotherRunOrClientBeginsAnew()
{
    Lab lab;
    MessageModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    for (quint64 id = 1; id <= 10; ++id) {
        lab.everywhere(id, static_cast<double>(id));
        lab.deliver(Sse, id, static_cast<double>(id), 70, 1);
    }
    model.update(lab.state);
    QCOMPARE(model.rowCount(), 10);
    lab.state.selection.client = 1;
    model.update(lab.state);
    QCOMPARE(cellOf(model, 3, columnOf(Sse)), u"70"_s);
    QCOMPARE(cellOf(model, 3, columnOf(WebSocket)), u"-"_s);
    lab.state.selection.client = 0;
    lab.state.clearDeliveries();
    lab.state.snapshot.elapsedS = 0;
    lab.everywhere(1, 0.5);
    model.update(lab.state);
    QCOMPARE(model.rowCount(), 1);
    lab.state.clearDeliveries();
    model.update(lab.state);
    QCOMPARE(model.rowCount(), 0);
}

void TestMessageList::rowsAreBoundedAndTheOldestGo()
{
    Lab lab;
    MessageModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    constexpr quint64 count = MessageRows::maxRows + 2500;
    for (quint64 id = 1; id <= count; ++id) {
        lab.deliver(Sse, id, static_cast<double>(id) / 1000, 40);
        if (id % 17'000 == 0)
            model.update(lab.state);
    }
    model.update(lab.state);
    QVERIFY(model.rowCount() <= static_cast<int>(MessageRows::maxRows));
    QVERIFY(model.rowCount() > static_cast<int>(MessageRows::maxRows) - 2000);
    QCOMPARE(model.counts()[0], model.rowCount());
    QCOMPARE(model.idOf(model.rowCount() - 1), count);
    QCOMPARE(cellOf(model, count, columnOf(Sse)), u"40"_s);
}

void TestMessageList::growingNeverResetsTheModel()
{
    Lab lab;
    MessageModel model;
    lab.everywhere(1, 0.001);
    model.update(lab.state);
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    QSignalSpy inserts(&model, &QAbstractItemModel::rowsInserted);
    QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
    for (int frame = 0; frame < 30; ++frame) {
        for (int i = 0; i < 33; ++i)
            lab.everywhere(2 + static_cast<quint64>(frame * 33 + i), 0.002 + frame * 0.033 + i * 0.001);
        model.update(lab.state);
    }
    QCOMPARE(resets.count(), 0);
    QCOMPARE(inserts.count(), 30); // one for all that came at once
    QVERIFY(changes.count() <= 30);
    QCOMPARE(model.rowCount(), 991);
}

void TestMessageList::rowsAreCopiedAsCsv()
{
    Lab lab;
    MessageList list;
    lab.everywhere(141, 30.9);
    lab.deliver(WebSocket, 142, 31, 41.5);
    lab.laneOf(Sse).lost = {{0, 142, 142}};
    lab.frame(141, "say \"hello\"", 30.9);
    list.display(lab.state);
    const QString head = u"id,due_s,short-poll_ms,long-poll_ms,sse_ms,websocket_ms,data\n"_s;
    const QString first = u"141,30.900000,590.000,40.000,40.000,40.000,\"say \"\"hello\"\"\"\n"_s;
    const QString second = u"142,31.000000,,,lost,41.500,\"\"\n"_s;
    QCOMPARE(list.csv(), head + first + second);
    list.table()->selectRow(0);
    QTest::keySequence(list.table(), QKeySequence::Copy);
    QCOMPARE(QGuiApplication::clipboard()->text(), head + first);
}

void TestMessageList::choosingARowSelectsItsMessageAndItsRecord()
{
    Lab lab;
    MessageList list;
    QSignalSpy chosen(&list, &MessageList::selectionChanged);
    lab.everywhere(1, 1.5);
    lab.everywhere(2, 2);
    lab.frame(1, "one", 1.5);
    lab.frame(2, "two", 2);
    list.display(lab.state);
    QCOMPARE(chosen.count(), 0);
    list.table()->setFocus();
    list.table()->setCurrentIndex(list.model()->index(0, 0));
    QTest::keyClick(list.table(), Qt::Key_Down);
    QCOMPARE(chosen.count(), 2);
    const auto selection = chosen.last().first().value<Selection>();
    QCOMPARE(selection.message, std::optional<quint64>(2));
    QCOMPARE(selection.record, std::optional(RecordRef{WebSocket, lab.recorded.last(WebSocket).number}));
}

void TestMessageList::aSelectionFromElsewhereIsScrolledTo()
{
    Lab lab;
    MessageList list;
    list.resize(600, 300);
    list.show();
    QSignalSpy chosen(&list, &MessageList::selectionChanged);
    for (quint64 id = 1; id <= 500; ++id)
        lab.everywhere(id, static_cast<double>(id));
    lab.state.selection.message = 40;
    list.display(lab.state);
    QCOMPARE(list.table()->currentIndex().row(), 39);
    QVERIFY(
        list.table()->viewport()->rect().intersects(list.table()->visualRect(list.model()->index(39, 0))));
    QCOMPARE(chosen.count(), 0);
    lab.state.selection.message.reset();
    list.display(lab.state);
    QVERIFY(!list.table()->selectionModel()->hasSelection());
}

void TestMessageList::theNewestIsFollowedUntilTheUserScrolls()
{
    Lab lab;
    MessageList list;
    list.resize(600, 300);
    list.show();
    const QScrollBar *bar = list.table()->verticalScrollBar();
    const auto publish = [&](quint64 from, quint64 to) {
        for (quint64 id = from; id <= to; ++id)
            lab.everywhere(id, static_cast<double>(id));
        list.display(lab.state);
        QCoreApplication::sendPostedEvents();
    };
    publish(1, 200);
    publish(201, 300);
    QCOMPARE(bar->value(), bar->maximum());
    list.table()->verticalScrollBar()->setValue(100);
    publish(301, 400);
    QCOMPARE(bar->value(), 100);
    list.table()->scrollToBottom();
    publish(401, 500);
    QCOMPARE(bar->value(), bar->maximum());
}

void TestMessageList::anIdCanBeJumpedTo()
{
    Lab lab;
    MessageList list;
    list.resize(600, 300);
    list.show();
    for (quint64 id = 1; id <= 200; ++id)
        lab.everywhere(id, static_cast<double>(id));
    list.display(lab.state);
    list.table()->setFocus();
    QTest::keySequence(list.table(), QKeySequence::Find);
    auto *field = list.findChild<QLineEdit *>();
    QVERIFY(field->isVisible());
    QTest::keyClicks(field, u"77"_s);
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(list.model()->idOf(list.table()->currentIndex().row()), 77U);
    QVERIFY(!field->isVisible());
}

void TestMessageList::theListIsPaintedInEveryTheme_data()
{
    QTest::addColumn<ThemeChoice>("choice");
    QTest::newRow("light") << ThemeChoice::Light;
    QTest::newRow("dark") << ThemeChoice::Dark;
    QTest::newRow("projector") << ThemeChoice::Projector;
}

void TestMessageList::theListIsPaintedInEveryTheme()
{
    QFETCH(ThemeChoice, choice);
    const Theme theme = makeTheme(choice, QPalette(), 1);
    Lab lab;
    for (quint64 id = 121; id <= 140; ++id) {
        const double due = 30 + static_cast<double>(id - 121) / 1000;
        lab.deliver(WebSocket, id, due, 40);
        if (id != 133)
            lab.deliver(Sse, id, due, id == 130 ? 240 : 40);
        lab.deliver(LongPoll, id, due, id == 121 ? 40 : 120 - static_cast<double>(id - 121));
        lab.deliver(ShortPoll, id, due, 490 - static_cast<double>(id - 121));
        lab.frame(id, "message " + QByteArray::number(id), due);
    }
    lab.laneOf(LongPoll).latency.p50Ms = 110;
    lab.laneOf(ShortPoll).latency.p50Ms = 480;
    lab.laneOf(Sse).lost = {{0, 133, 133}};
    lab.laneOf(LongPoll).duplicated = {{0, 136, 1}};
    lab.deliver(WebSocket, 141, 30.9, 40);
    lab.deliver(Sse, 141, 30.9, 40);
    lab.deliver(LongPoll, 141, 30.9, 40);
    lab.laneOf(ShortPoll).pending = {{30.9, 300, 141, 0, 0}};
    lab.frame(141, "hello, class", 30.9);
    lab.state.selection.message = 141;
    MessageList list;
    list.setPalette(paletteFor(theme.tokens));
    list.setFont(theme.font(Theme::Text::Body));
    list.applyTheme(theme);
    list.resize(632, theme.isProjector() ? 640 : 480);
    list.show();
    list.display(lab.state);
    QCoreApplication::sendPostedEvents();
    QImage image(list.size(), QImage::Format_RGB32);
    image.fill(theme.tokens.win);
    list.render(&image, {}, {}, QWidget::DrawChildren);
    if (const QString folder = qEnvironmentVariable("PUSHSCOPE_PICTURES"); !folder.isEmpty())
        image.save(u"%1/messages-%2.png"_s.arg(folder, QString::fromLatin1(QTest::currentDataTag())));
    bool bad = false;
    for (int y = 0; y < image.height() && !bad; ++y)
        for (int x = 0; x < image.width() && !bad; ++x)
            bad = image.pixelColor(x, y) == theme.tokens.bad;
    QVERIFY(bad); // the lost message
}

QTEST_MAIN(TestMessageList)

#include "tst_message_list.moc"
