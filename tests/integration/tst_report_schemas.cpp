#include "tests/support/programs.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

namespace {

// The distribution's own Python has the package python3-jsonschema.
const QString interpreter = u"/usr/bin/python3"_s;

}

/// Somebody else's validator holds real reports of the gauntlet and of the tabs to their published schemas.
class TestReportSchemas : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    QString report(const QString &name) const { return m_folder.filePath(name + u".json"_s); }

    /// What the check called `name` says of the report of that name, or of another.
    programs::Finished checked(const QString &name, const QString &of = {}) const
    {
        return programs::run(interpreter,
                             {u"-B"_s,
                              u"%1/tests/support/check_%2.py"_s.arg(QStringLiteral(SOURCE_ROOT), name),
                              report(of.isEmpty() ? name : of),
                              u"%1/resources/%2.schema.json"_s.arg(QStringLiteral(SOURCE_ROOT), name)});
    }

private slots:
    void initTestCase()
    {
        if (programs::run(interpreter, {u"-c"_s, u"import jsonschema"_s}).exitCode != 0)
            QSKIP("python3-jsonschema is not installed; tst_gauntlet_report and tst_tab_report hold the "
                  "reports to the same schemas");
        const QList<std::pair<QString, QStringList>> runs{
            {u"gauntlet"_s, {u"--gauntlet"_s, u"--duration"_s, u"1s"_s}},
            {u"tabs"_s, {u"the-seventh-tab"_s}}};
        for (const auto &[name, arguments] : runs) {
            const programs::Finished run = programs::run(
                QStringLiteral(PROGRAM),
                QStringList{u"run"_s} + arguments + QStringList{u"--quiet"_s, u"--json"_s, report(name)});
            QVERIFY2(run.exitCode == 0, run.err);
        }
    }

    void realReportsKeepToTheirSchemasAndWrongOnesDoNot_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("the gauntlet") << u"gauntlet"_s;
        QTest::newRow("the seventh tab") << u"tabs"_s;
    }

    void realReportsKeepToTheirSchemasAndWrongOnesDoNot()
    {
        QFETCH(QString, name);
        const programs::Finished check = checked(name);
        QVERIFY2(check.exitCode == 0, check.err);
        QVERIFY2(check.out.startsWith(name.toUtf8() + ": "), check.out);
    }

    void aReportOfAnotherKindIsRefused()
    {
        const programs::Finished check = checked(u"gauntlet"_s, u"tabs"_s);
        QCOMPARE(check.exitCode, 1);
        QVERIFY2(check.err.contains("pushscope.tabs/1"), check.err);
    }
};

QTEST_GUILESS_MAIN(TestReportSchemas)
#include "tst_report_schemas.moc"
