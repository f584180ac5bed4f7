#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QMap>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

namespace {

/// Who may include whom: app -> ui -> teach -> experiment -> { hub link transport metrics trace } -> protocol
/// -> base. The five in braces are siblings, except that metrics and trace may see what a link taps.
const QMap<QString, QStringList> &allowed()
{
    static const QMap<QString, QStringList> table{
        {u"core/base"_s, {}},
        {u"core/protocol"_s, {u"core/base"_s}},
        {u"core/hub"_s, {u"core/protocol"_s, u"core/base"_s}},
        {u"core/link"_s, {u"core/protocol"_s, u"core/base"_s}},
        {u"core/transport"_s, {u"core/protocol"_s, u"core/base"_s}},
        {u"core/metrics"_s, {u"core/protocol"_s, u"core/base"_s, u"core/link/tap.h"_s}},
        {u"core/trace"_s, {u"core/protocol"_s, u"core/base"_s, u"core/link/tap.h"_s}},
        {u"core/experiment"_s,
         {u"core/hub"_s, u"core/link"_s, u"core/transport"_s, u"core/metrics"_s, u"core/trace"_s,
          u"core/protocol"_s, u"core/base"_s}},
        {u"core/teach"_s,
         {u"core/experiment"_s, u"core/metrics"_s, u"core/protocol"_s, u"core/base"_s,
          u"core/hub/schedule.h"_s}},
        // The window sees the engine and values, never a socket, server or transport.
        {u"ui"_s,
         {u"core/teach"_s, u"core/experiment"_s, u"core/metrics"_s, u"core/trace"_s, u"core/protocol"_s,
          u"core/base"_s, u"core/hub/schedule.h"_s, u"core/transport/connection_mode.h"_s,
          u"core/transport/tab_state.h"_s}},
        {u"app"_s, {u"ui"_s, u"core"_s}},
    };
    return table;
}

/// "core/hub" of "core/hub/hub.h", "ui" of "ui/charts/x.cpp".
QString layerOf(const QString &path)
{
    const QStringList parts = path.split(u'/');
    return parts.first() == u"core" && parts.size() > 2 ? parts.first() + u'/' + parts.at(1) : parts.first();
}

bool mayInclude(const QString &layer, const QString &included)
{
    const QString target = layerOf(included);
    if (target == layer)
        return true;
    const QStringList &names = allowed()[layer];
    return std::any_of(names.begin(), names.end(), [&](const QString &name) {
        return included == name || target == name || target.startsWith(name + u'/');
    });
}

/// What is wrong with the includes of one file, a line each.
QStringList violations(const QString &path, const QString &source)
{
    static const QRegularExpression include(u"^\\s*#\\s*include\\s*([<\"])([^>\"]+)[>\"]"_s,
                                            QRegularExpression::MultilineOption);
    QStringList found;
    const QString layer = layerOf(path);
    if (!allowed().contains(layer))
        return {u"%1: the folder is in no layer"_s.arg(path)};
    for (auto matches = include.globalMatch(source); matches.hasNext();) {
        const QRegularExpressionMatch match = matches.next();
        const QString name = match.captured(2);
        const bool ours = match.capturedView(1) == u"\"";
        const bool isMoc = name.endsWith(".moc"_L1) || name.startsWith("moc_"_L1);
        if (ours && !isMoc && !name.contains(u'/'))
            found += u"%1: \"%2\" is not named from the root"_s.arg(path, name);
        else if (ours && !isMoc && !mayInclude(layer, name))
            found += u"%1: must not include \"%2\""_s.arg(path, name);
        // <QtNetwork/QTcpSocket> would compile even where only Qt Core is linked.
        if (!ours && layer.startsWith("core/"_L1) && name.startsWith("Qt"_L1) && name.contains(u'/'))
            found += u"%1: module-qualified <%2>"_s.arg(path, name);
        if (!ours && name == u"QThread" && path != u"core/experiment/engine_threads.cpp")
            found += u"%1: only engine_threads names QThread"_s.arg(path);
    }
    return found;
}

}

class TestLayering : public QObject
{
    Q_OBJECT

private slots:
    void noIncludePointsUp()
    {
        const QDir root(QStringLiteral(SOURCE_ROOT));
        QStringList found;
        int files = 0;
        for (const QString &top : {u"app"_s, u"core"_s, u"ui"_s})
            for (QDirIterator it(root.filePath(top), {u"*.h"_s, u"*.cpp"_s}, QDir::Files,
                                 QDirIterator::Subdirectories);
                 it.hasNext();) {
                QFile file(it.next());
                QVERIFY(file.open(QIODevice::ReadOnly));
                found
                    += violations(root.relativeFilePath(file.fileName()), QString::fromUtf8(file.readAll()));
                ++files;
            }
        QVERIFY(files > 50);
        QVERIFY2(found.isEmpty(), qPrintable(found.join(u'\n')));
    }

    void aPlantedIncludeIsFound_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("line");
        QTest::addColumn<bool>("wrong");

        QTest::newRow("up") << u"core/protocol/x.h"_s << u"#include \"core/hub/hub.h\""_s << true;
        QTest::newRow("down") << u"core/hub/x.h"_s << u"#include \"core/protocol/message.h\""_s << false;
        QTest::newRow("own folder") << u"core/hub/x.h"_s << u"#include \"core/hub/hub.h\""_s << false;
        QTest::newRow("sibling") << u"core/hub/x.cpp"_s << u"#include \"core/link/tap.h\""_s << true;
        QTest::newRow("tap for metrics")
            << u"core/metrics/x.cpp"_s << u"#include \"core/link/tap.h\""_s << false;
        QTest::newRow("link for metrics")
            << u"core/metrics/x.cpp"_s << u"#include \"core/link/loopback_link.h\""_s << true;
        QTest::newRow("core to ui") << u"core/experiment/x.cpp"_s << u"#include \"ui/lab_state.h\""_s << true;
        QTest::newRow("ui to app") << u"ui/x.cpp"_s << u"#include \"app/command_line.h\""_s << true;
        QTest::newRow("ui to a socket")
            << u"ui/charts/x.cpp"_s << u"#include \"core/transport/front_door.h\""_s << true;
        QTest::newRow("ui to values")
            << u"ui/charts/x.cpp"_s << u"#include \"core/metrics/run_snapshot.h\""_s << false;
        QTest::newRow("app to all") << u"app/x.cpp"_s << u"#include \"core/hub/hub.h\""_s << false;
        QTest::newRow("not from the root") << u"core/hub/x.cpp"_s << u"#include \"hub.h\""_s << true;
        QTest::newRow("indented") << u"core/base/x.h"_s << u"  # include \"core/hub/hub.h\""_s << true;
        QTest::newRow("commented out") << u"core/base/x.h"_s << u"// #include \"core/hub/hub.h\""_s << false;
        QTest::newRow("module") << u"core/protocol/x.h"_s << u"#include <QtNetwork/QTcpSocket>"_s << true;
        QTest::newRow("thread") << u"core/hub/x.h"_s << u"#include <QThread>"_s << true;
        QTest::newRow("unknown folder") << u"core/utils/x.h"_s << u""_s << true;
    }

    void aPlantedIncludeIsFound()
    {
        QFETCH(QString, path);
        QFETCH(QString, line);
        QFETCH(bool, wrong);
        QCOMPARE(!violations(path, u"#pragma once\n\n%1\n"_s.arg(line)).isEmpty(), wrong);
    }
};

QTEST_APPLESS_MAIN(TestLayering)

#include "tst_layering.moc"
