#include "app/display_check.h"

#include <QLocalServer>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

class TestDisplayCheck : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        for (const char *name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "XDG_RUNTIME_DIR"})
            qunsetenv(name);
    }

    void withoutAnyDisplayThereIsNone() { QVERIFY(!displayIsThere()); }

    void aDisplayThatDoesNotAnswerIsNone_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::newRow("nobody there") << QByteArray(":60321");
        QTest::newRow("no number") << QByteArray("abc");
        QTest::newRow("number is a word") << QByteArray(":abc");
        QTest::newRow("negative") << QByteArray(":-1");
    }

    void aDisplayThatDoesNotAnswerIsNone()
    {
        QFETCH(QByteArray, name);
        qputenv("DISPLAY", name);
        QVERIFY(!displayIsThere());
    }

    void platformsWithoutADisplayNeedNone()
    {
        qputenv("QT_QPA_PLATFORM", "offscreen");
        QVERIFY(displayIsThere());
        qputenv("QT_QPA_PLATFORM", "offscreen:size=1x1;xcb");
        QVERIFY(displayIsThere());
        qputenv("QT_QPA_PLATFORM", "xcb");
        QVERIFY(!displayIsThere());
    }

    void aWaylandSocketThatAnswersIsADisplay()
    {
        const QTemporaryDir folder;
        QLocalServer compositor;
        QVERIFY(compositor.listen(folder.filePath(u"wayland-7"_s)));
        qputenv("WAYLAND_DISPLAY", "wayland-7");
        qputenv("XDG_RUNTIME_DIR", folder.path().toLocal8Bit());
        QVERIFY(displayIsThere());
        qputenv("WAYLAND_DISPLAY", folder.filePath(u"wayland-7"_s).toLocal8Bit());
        QVERIFY(displayIsThere());
        qputenv("QT_QPA_PLATFORM", "xcb"); // asked for X, and there is none
        QVERIFY(!displayIsThere());
        qunsetenv("QT_QPA_PLATFORM");
        compositor.close();
        QVERIFY(!displayIsThere());
    }
};

QTEST_GUILESS_MAIN(TestDisplayCheck)
#include "tst_display_check.moc"
