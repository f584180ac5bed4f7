#include "tests/support/test_window.h"
#include "ui/export_commands.h"
#include "ui/widgets/error_bar.h"
#include "ui/window_memory.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSettings>
#include <QTemporaryDir>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

class TestWindowMemory : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    static QString problem(const TestWindow &test)
    {
        const auto *bar = test.window->findChild<ErrorBar *>();
        return bar ? bar->text() : QString();
    }

private slots:
    void init()
    {
        QCoreApplication::setOrganizationName(u"pushscope-test"_s);
        QCoreApplication::setApplicationName(u"pushscope-test"_s);
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_folder.path());
        QFile::remove(QSettings().fileName());
    }

    void settingsAndLayoutComeBack()
    {
        {
            TestWindow test;
            ExperimentSettings settings;
            settings.pollInterval = 700ms;
            test.lab.applySettings(settings, nullptr);
            test.window->setTheme(ThemeChoice::Dark);
            test.window->setZoom(1.3);
            test.window->setControlsShown(false);
            window_memory::save(*test.window);
        }
        TestWindow test;
        window_memory::restore(*test.window);
        QCOMPARE(test.lab.settings().pollInterval, Duration(700ms));
        QCOMPARE(test.window->themeChoice(), ThemeChoice::Dark);
        QCOMPARE(test.window->zoom(), 1.3);
        QCOMPARE(test.window->controlsShown(), false);
        QCOMPARE(problem(test), QString());
    }

    void theInvitationComesUntilItWasUsedOrClosed()
    {
        {
            TestWindow test;
            window_memory::restore(*test.window);
            QVERIFY(test.window->invites());
            window_memory::save(*test.window);
        }
        {
            TestWindow test;
            window_memory::restore(*test.window);
            QVERIFY(test.window->invites());
            test.window->setInvites(false);
            window_memory::save(*test.window);
        }
        TestWindow test;
        window_memory::restore(*test.window);
        QVERIFY(!test.window->invites());
    }

    void aBrokenExperimentIsSaidAndTheDefaultsHold()
    {
        QSettings().setValue(u"experiment"_s, QByteArray("{\"schema\": oops"));
        TestWindow test;
        window_memory::restore(*test.window);
        QCOMPARE(test.lab.settings(), ExperimentSettings{});
        QVERIFY2(problem(test).contains(u"defaults"), qPrintable(problem(test)));
    }

    void aBrokenFileIsKeptAside()
    {
        const QString name = QSettings().fileName();
        QVERIFY(QDir().mkpath(QFileInfo(name).path()));
        QFile file(name);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("no section, no equals sign\n\x01\x02");
        file.close();
        TestWindow test;
        window_memory::restore(*test.window);
        QVERIFY2(QFile::exists(name + u".broken"_s), qPrintable(name));
        QVERIFY(!problem(test).isEmpty());
        QFile::remove(name + u".broken"_s);
    }

    void aBrokenExperimentFileChangesNothing_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("not JSON") << QByteArray("poll fast");
        QTest::newRow("impossible value") << QByteArray("{\"schema\":\"pushscope.settings/1\",\"rate\":-3}");
        QTest::newRow("empty") << QByteArray();
    }

    void aBrokenExperimentFileChangesNothing()
    {
        QFETCH(QByteArray, bytes);
        const QString path = m_folder.filePath(u"broken.pushscope"_s);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
        file.close();
        TestWindow test;
        const ExperimentSettings before = test.lab.settings();
        export_commands::openSettingsFile(*test.window, path);
        QCOMPARE(test.lab.settings(), before);
        QVERIFY2(problem(test).contains(u"broken.pushscope"), qPrintable(problem(test)));
        QVERIFY(!test.lab.isRunning());
    }

    void aMissingFileIsSaid()
    {
        TestWindow test;
        export_commands::openSettingsFile(*test.window, m_folder.filePath(u"nowhere.pushscope"_s));
        QVERIFY(problem(test).contains(u"nowhere.pushscope"));
    }
};

QTEST_MAIN(TestWindowMemory)
#include "tst_window_memory.moc"
