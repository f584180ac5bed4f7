#include "core/experiment/export_csv.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <sys/resource.h>

using namespace Qt::Literals::StringLiterals;

namespace {

/// No file of this process may become larger; as on a full disk, the write that meets the limit is cut short.
class FileSizeLimit
{
public:
    explicit FileSizeLimit(rlim_t bytes)
        : m_signal(std::signal(SIGXFSZ, SIG_IGN))
    {
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit limited{bytes, m_before.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &limited);
    }
    ~FileSizeLimit()
    {
        ::setrlimit(RLIMIT_FSIZE, &m_before);
        std::signal(SIGXFSZ, m_signal);
    }
    FileSizeLimit(const FileSizeLimit &) = delete;
    FileSizeLimit &operator=(const FileSizeLimit &) = delete;

private:
    void (*m_signal)(int);
    rlimit m_before{};
};

DeliveryRow row()
{
    return {.tS = 1.5,
            .transport = TransportKind::Sse,
            .client = 2,
            .id = 42,
            .latencyMs = 20.25,
            .payloadBytes = 64,
            .duplicate = false};
}

}

class TestExportCsv : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

private slots:
    void aDeliveryIsALine()
    {
        const QString name = m_folder.filePath(u"a.csv"_s);
        CsvWriter writer;
        QVERIFY(writer.open(name).has_value());
        writer.write(row());
        QVERIFY(writer.finish().has_value());
        QFile file(name);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), csvHeader() + "1.500000,sse,2,42,20.250,64,0\n");
    }

    void aFullDiskIsSaidInItsWords()
    {
        const FileSizeLimit limit(10'000);
        CsvWriter writer;
        QVERIFY(writer.open(m_folder.filePath(u"full.csv"_s)).has_value());
        for (int i = 0; i < 10'000; ++i)
            writer.write(row());
        const Result<Done> finished = writer.finish();
        QVERIFY(!finished.has_value());
        QVERIFY2(finished.error().message.contains(u"File too large"_s),
                 qPrintable(finished.error().message));
    }
};

QTEST_MAIN(TestExportCsv)
#include "tst_export_csv.moc"
