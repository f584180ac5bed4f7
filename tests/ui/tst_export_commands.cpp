#include "tests/support/test_window.h"
#include "ui/export_commands.h"
#include "ui/widgets/digit_label.h"
#include "ui/widgets/error_bar.h"

#include <QDir>
#include <QFileDialog>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <csignal>

#include <sys/resource.h>
#include <unistd.h>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int patience = 20'000;

using Command = void (*)(MainWindow &);

QString problemOf(const TestWindow &test)
{
    return test.window->findChild<ErrorBar *>()->text();
}

/// The window has said how it went: a capture takes a while.
bool answered(const TestWindow &test)
{
    return !problemOf(test).isEmpty()
        || test.window->findChild<DigitLabel *>(u"status"_s)->text().startsWith(u"Saved"_s);
}

/// Chooses `path` in the dialogue that `command` opens, as a user does.
bool choose(const TestWindow &test, Command command, const QString &path)
{
    command(*test.window);
    auto *dialog = test.window->findChild<QFileDialog *>();
    if (!dialog)
        return false;
    dialog->hide();
    emit dialog->fileSelected(path);
    delete dialog;
    return true;
}

/// No file may grow beyond a few bytes while it lives: what a full disk does to a writer.
class FullDisk
{
public:
    FullDisk()
    {
        std::signal(SIGXFSZ, SIG_IGN);
        getrlimit(RLIMIT_FSIZE, &m_before);
        rlimit little = m_before;
        little.rlim_cur = 16;
        setrlimit(RLIMIT_FSIZE, &little);
    }
    ~FullDisk() { setrlimit(RLIMIT_FSIZE, &m_before); }
    Q_DISABLE_COPY_MOVE(FullDisk)

private:
    rlimit m_before{};
};

void everyKind()
{
    namespace e = export_commands;
    QTest::addColumn<Command>("command");
    QTest::addColumn<QString>("name");
    QTest::newRow("PNG") << Command([](MainWindow &w) { e::exportChart(w, e::Format::Png); }) << u"c.png"_s;
    QTest::newRow("SVG") << Command([](MainWindow &w) { e::exportChart(w, e::Format::Svg); }) << u"c.svg"_s;
    QTest::newRow("PDF") << Command([](MainWindow &w) { e::exportChart(w, e::Format::Pdf); }) << u"c.pdf"_s;
    QTest::newRow("all charts") << Command(&e::exportAllCharts) << u"charts"_s;
    QTest::newRow("deliveries") << Command(&e::exportCsv) << u"d.csv"_s;
    QTest::newRow("report") << Command(&e::exportReport) << u"r.json"_s;
    QTest::newRow("text of a page") << Command([](MainWindow &w) {
        e::saveText(w, u"Save"_s, u"a.md"_s, u"# A page\n\n"_s + QString(100, u'x'));
    }) << u"a.md"_s;
    QTest::newRow("settings") << Command(&e::saveSettings) << u"s.pushscope"_s;
    QTest::newRow("pcapng") << Command([](MainWindow &w) { e::exportCapture(w, CaptureFormat::Pcapng); })
                            << u"c.pcapng"_s;
    QTest::newRow("HAR") << Command([](MainWindow &w) { e::exportCapture(w, CaptureFormat::Har); })
                         << u"c.har"_s;
}

} // namespace

Q_DECLARE_METATYPE(Command)

/// Each export from the window: it is there, or the window says why not.
class TestExportCommands : public QObject
{
    Q_OBJECT

    std::unique_ptr<TestWindow> m_test;

private slots:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        m_test = std::make_unique<TestWindow>();
        ExperimentSettings settings;
        settings.messagesPerSecond = 50;
        m_test->show(settings);
        QTRY_VERIFY_WITH_TIMEOUT(m_test->lane(TransportKind::Sse).latency.count > 5, patience);
        m_test->lab.setFrozen(true);
    }

    void cleanupTestCase()
    {
        m_test->lab.stop();
        QTRY_VERIFY_WITH_TIMEOUT(!m_test->lab.isRunning(), patience);
        m_test.reset();
    }

    void init()
    {
        m_test->window->findChild<ErrorBar *>()->hide();
        m_test->window->say({});
    }

    void everyKindIsWritten_data() { everyKind(); }
    void everyKindIsWritten()
    {
        QFETCH(Command, command);
        QFETCH(QString, name);
        const QTemporaryDir folder;
        const QString path = folder.filePath(name);
        QVERIFY(choose(*m_test, command, path));
        QTRY_VERIFY_WITH_TIMEOUT(answered(*m_test), patience);
        QCOMPARE(problemOf(*m_test), QString());
        QVERIFY(QFileInfo(path).isDir() ? QDir(path).entryList(QDir::Files).size() >= 12
                                        : QFileInfo(path).size() > 100);
    }

    void aFolderThatIsNoneIsSaid_data() { everyKind(); }
    void aFolderThatIsNoneIsSaid()
    {
        QFETCH(Command, command);
        QFETCH(QString, name);
        // Even who may write everywhere cannot write there.
        const QString path = u"/proc/self/"_s + name;
        QVERIFY(choose(*m_test, command, path));
        QTRY_VERIFY_WITH_TIMEOUT(answered(*m_test), patience);
        QVERIFY2(problemOf(*m_test).contains(path), qPrintable(problemOf(*m_test)));
    }

    void aReadOnlyFolderIsSaid_data() { everyKind(); }
    void aReadOnlyFolderIsSaid()
    {
        if (::geteuid() == 0)
            QSKIP("nothing is read-only for root");
        QFETCH(Command, command);
        QFETCH(QString, name);
        const QTemporaryDir folder;
        QFile::setPermissions(folder.path(), QFile::ReadOwner | QFile::ExeOwner);
        QVERIFY(choose(*m_test, command, folder.filePath(name)));
        QTRY_VERIFY_WITH_TIMEOUT(answered(*m_test), patience);
        QFile::setPermissions(folder.path(), QFile::ReadOwner | QFile::ExeOwner | QFile::WriteOwner);
        QVERIFY2(problemOf(*m_test).contains(folder.path()), qPrintable(problemOf(*m_test)));
    }

    void aFullDiskIsSaidAndLeavesNoHalfFile_data() { everyKind(); }
    void aFullDiskIsSaidAndLeavesNoHalfFile()
    {
        QFETCH(Command, command);
        QFETCH(QString, name);
        const QTemporaryDir folder;
        const QString path = folder.filePath(name);
        {
            const FullDisk full;
            QVERIFY(choose(*m_test, command, path));
            QTRY_VERIFY_WITH_TIMEOUT(answered(*m_test), patience);
        }
        QVERIFY2(!problemOf(*m_test).isEmpty(), "nothing was said");
        QVERIFY(!QFileInfo(path).isFile());
    }

    void aFrozenChartCarriesTheBadgeIntoTheFile()
    {
        const QTemporaryDir folder;
        const auto svg = [&](const QString &name) {
            const QString path = folder.filePath(name);
            choose(
                *m_test, [](MainWindow &w) { export_commands::exportChart(w, export_commands::Format::Svg); },
                path);
            QFile file(path);
            return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        };
        QVERIFY(svg(u"frozen.svg"_s).contains("frozen at"));
        m_test->lab.setFrozen(false);
        const QByteArray live = svg(u"live.svg"_s);
        m_test->lab.setFrozen(true);
        QVERIFY(!live.isEmpty() && !live.contains("frozen at"));
    }
};

QTEST_MAIN(TestExportCommands)
#include "tst_export_commands.moc"
