#include "tests/fuzz/checks.h"

#include <QDir>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

/// Replays the kept inputs of the fuzzers: streams recorded from the four transports, and every find.
class TestFuzzCorpus : public QObject
{
    Q_OBJECT

private slots:
    void everyKeptInputIsReadTheSameHoweverItIsFed_data();
    void everyKeptInputIsReadTheSameHoweverItIsFed();
};

using Check = QByteArray (*)(QByteArrayView);
Q_DECLARE_METATYPE(Check)

void TestFuzzCorpus::everyKeptInputIsReadTheSameHoweverItIsFed_data()
{
    QTest::addColumn<Check>("fault");
    QTest::addColumn<QString>("path");

    const auto addFolder = [](const QString &target, Check fault) {
        const QDir folder(QStringLiteral(CORPUS) + u'/' + target);
        const QStringList names = folder.entryList(QDir::Files);
        QVERIFY2(!names.isEmpty(), qPrintable(folder.path()));
        for (const QString &name : names)
            QTest::newRow(qPrintable(target + u'/' + name)) << fault << folder.filePath(name);
    };
    addFolder(u"wire_parser"_s, fuzz::wireFault);
    addFolder(u"http_parser"_s, fuzz::httpFault);
    addFolder(u"sse_parser"_s, fuzz::sseFault);
    addFolder(u"websocket_frame"_s, fuzz::frameFault);
}

void TestFuzzCorpus::everyKeptInputIsReadTheSameHoweverItIsFed()
{
    QFETCH(Check, fault);
    QFETCH(QString, path);

    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray wrong = fault(file.readAll());
    QVERIFY2(wrong.isEmpty(), wrong.constData());
}

QTEST_GUILESS_MAIN(TestFuzzCorpus)
#include "tst_fuzz_corpus.moc"
