#include "app/message_filter.h"
#include "tests/support/captured_stream.h"

#include <QLoggingCategory>
#include <QTest>

#include <csignal>
#include <cstdlib>

#include <sys/wait.h>
#include <unistd.h>

using namespace Qt::Literals::StringLiterals;

namespace {

struct Told
{
    QtMsgType type;
    QByteArray category;
    QString message;

    bool operator==(const Told &) const = default;
};

QList<Told> told;

void tell(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    told += Told{type, context.category, message};
}

constexpr auto runtimeFolder = "QStandardPaths: XDG_RUNTIME_DIR not set, defaulting to 'a folder of its own'";

/// How a process ends that does `what`.
template<typename What>
int statusOf(What what)
{
    const pid_t child = ::fork();
    if (child == 0) {
        what();
        std::_Exit(EXIT_SUCCESS);
    }
    int status = -1;
    ::waitpid(child, &status, 0);
    return status;
}

}

class TestMessageFilter : public QObject
{
    Q_OBJECT

    QtMessageHandler m_before = nullptr;

private slots:
    void init()
    {
        told.clear();
        m_before = qInstallMessageHandler(tell);
        dropRuntimeFolderWarning();
    }
    void cleanup() { qInstallMessageHandler(m_before); }

    void theRuntimeFolderIsNotMentioned()
    {
        qWarning(runtimeFolder);
        QCOMPARE(told, QList<Told>());
    }

    void allElseIsToldAsItWas()
    {
        const QLoggingCategory category("qt.qpa.xcb");
        qWarning("QStandardPaths: wrong permissions on runtime directory /run/user/0");
        qCritical("Could not load the plugin");
        qInfo("said: %s", runtimeFolder); // not how it begins
        qCWarning(category, "could not connect to display");
        const QList<Told> expected{{QtWarningMsg, "default",
                                    u"QStandardPaths: wrong permissions on runtime directory /run/user/0"_s},
                                   {QtCriticalMsg, "default", u"Could not load the plugin"_s},
                                   {QtInfoMsg, "default", u"said: "_s + QLatin1StringView(runtimeFolder)},
                                   {QtWarningMsg, "qt.qpa.xcb", u"could not connect to display"_s}};
        QCOMPARE(told, expected);
    }

    void askedTwiceItStillTellsOnce()
    {
        dropRuntimeFolderWarning();
        qWarning("once");
        qWarning(runtimeFolder);
        QCOMPARE(told, (QList<Told>{{QtWarningMsg, "default", u"once"_s}}));
    }

    void aHandlerThatCameLaterIsFiltered()
    {
        qInstallMessageHandler([](QtMsgType type, const QMessageLogContext &context, const QString &message) {
            tell(type, context, u"later: "_s + message);
        });
        dropRuntimeFolderWarning();
        qWarning("once");
        qWarning(runtimeFolder);
        QCOMPARE(told, (QList<Told>{{QtWarningMsg, "default", u"later: once"_s}}));
    }

    void withQtsOwnHandlerTheyGoToStderr()
    {
        qInstallMessageHandler(nullptr);
        dropRuntimeFolderWarning();
        CapturedStream out(stdout);
        CapturedStream err(stderr);
        qWarning(runtimeFolder);
        qWarning("one");
        QCOMPARE(err.text(), QByteArray("one\n"));
        QCOMPARE(out.text(), QByteArray());
    }

    void whatIsFatalStaysFatal()
    {
        qInstallMessageHandler(nullptr);
        dropRuntimeFolderWarning();
        CapturedStream err(stderr);
        const int status = statusOf([] {
            ::signal(SIGABRT, SIG_DFL); // Qt Test's handler would print a trace
            qFatal("no platform plugin");
        });
        QVERIFY(WIFSIGNALED(status));
        QCOMPARE(WTERMSIG(status), SIGABRT);
        QCOMPARE(err.text(), QByteArray("no platform plugin\n"));
    }

    void aWarningIsNotFatal()
    {
        QCOMPARE(statusOf([] { qWarning("nothing worse"); }), EXIT_SUCCESS);
    }
};

QTEST_GUILESS_MAIN(TestMessageFilter)
#include "tst_message_filter.moc"
