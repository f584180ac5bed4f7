#include "ui/status_line.h"

#include "ui/widgets/digit_label.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

class TestStatusLine : public QObject
{
    Q_OBJECT

    static QString said(const StatusLine &line) { return line.findChild<DigitLabel *>(u"status"_s)->text(); }

private slots:
    void whatIsTrueForATimeGoesAfterIt()
    {
        StatusLine line(nullptr);
        line.say(u"The link is cut."_s, 20ms);
        QCOMPARE(said(line), u"The link is cut."_s);
        QTRY_COMPARE(said(line), QString());
    }

    void whatIsSaidNextStays()
    {
        StatusLine line(nullptr);
        line.say(u"The link is cut."_s, 20ms);
        line.say(u"Statistics started again."_s);
        StatusLine clock(nullptr);
        clock.say(u"later"_s, 60ms);
        QTRY_COMPARE(said(clock), QString());
        QCOMPARE(said(line), u"Statistics started again."_s);
    }

    void aLongerTimeTakesOver()
    {
        StatusLine line(nullptr);
        line.say(u"first"_s, 20ms);
        line.say(u"second"_s, 10s);
        StatusLine clock(nullptr);
        clock.say(u"later"_s, 60ms);
        QTRY_COMPARE(said(clock), QString());
        QCOMPARE(said(line), u"second"_s);
    }
};

QTEST_MAIN(TestStatusLine)
#include "tst_status_line.moc"
