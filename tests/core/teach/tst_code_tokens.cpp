#include "core/teach/code_tokens.h"

#include "core/teach/code_samples.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;

namespace {

/// "keyword:func string:\"a\"" of a line.
QString spans(const QString &line, CodeLanguage language, OpenToken open = OpenToken::Nothing)
{
    QStringList words;
    for (const CodeSpan &span : codeLine(line, language, open).spans) {
        const QString name = span.token == CodeToken::Comment ? u"comment"_s
            : span.token == CodeToken::String                 ? u"string"_s
                                                              : u"keyword"_s;
        words << name + u':' + line.mid(span.start, span.length);
    }
    return words.join(u" | "_s);
}

}

class TestCodeTokens : public QObject
{
    Q_OBJECT

private slots:
    void aLineIsTakenApart_data()
    {
        QTest::addColumn<CodeLanguage>("language");
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("expected");

        const auto go = CodeLanguage::Go;
        const auto js = CodeLanguage::JavaScript;
        QTest::newRow("plain") << go << u"conn.Close()"_s << u""_s;
        QTest::newRow("empty") << go << u""_s << u""_s;
        QTest::newRow("keyword") << go << u"\tdefer conn.Close()"_s << u"keyword:defer"_s;
        QTest::newRow("a part of a word") << go << u"format := gone"_s << u""_s;
        QTest::newRow("a field called as a keyword") << js << u"promise.catch(x)"_s << u""_s;
        QTest::newRow("comment") << go << u"x() // for ever"_s << u"comment:// for ever"_s;
        QTest::newRow("string") << go << u"f(\"for // \\\" x\") // y"_s
                                << u"string:\"for // \\\" x\" | comment:// y"_s;
        QTest::newRow("raw string") << go << u"f(`a\\`, 1)"_s << u"string:`a\\`"_s;
        QTest::newRow("two raw strings")
            << go << u"ID int64 `json:\"id\"` + ``"_s << u"string:`json:\"id\"` | string:``"_s;
        QTest::newRow("inner comment") << go << u"a /* if */ b"_s << u"comment:/* if */"_s;
        QTest::newRow("not closed") << go << u"a := \"b"_s << u"string:\"b"_s;
        QTest::newRow("template") << js << u"const url = `${origin}/ws`;"_s
                                  << u"keyword:const | string:`${origin}/ws`"_s;
        QTest::newRow("other language") << js << u"func go async"_s << u"keyword:async"_s;
        QTest::newRow("regular expression")
            << js << u"origin.replace(/^http/, \"ws\")"_s << u"string:\"ws\""_s;
    }

    void aLineIsTakenApart()
    {
        QFETCH(CodeLanguage, language);
        QFETCH(QString, line);
        QFETCH(QString, expected);
        QCOMPARE(spans(line, language), expected);
        QCOMPARE(codeLine(line, language, OpenToken::Nothing).open, OpenToken::Nothing);
    }

    void whatIsOpenGoesOnInTheNextLine()
    {
        const CodeLine first = codeLine(u"a := `for", CodeLanguage::Go, OpenToken::Nothing);
        QCOMPARE(first.open, OpenToken::RawString);
        QCOMPARE(codeLine(u"if", CodeLanguage::Go, first.open).open, OpenToken::RawString);
        QCOMPARE(spans(u"if` + x /* y"_s, CodeLanguage::Go, first.open), u"string:if` | comment:/* y"_s);
        const CodeLine comment = codeLine(u"/* y", CodeLanguage::Go, OpenToken::Nothing);
        QCOMPARE(comment.open, OpenToken::Comment);
        QCOMPARE(spans(u"z */ for"_s, CodeLanguage::Go, comment.open), u"comment:z */ | keyword:for"_s);
        QCOMPARE(spans(u""_s, CodeLanguage::Go, comment.open), u""_s);
    }

    void theLanguageIsToldFromTheName()
    {
        QCOMPARE(languageOf(u"sse.js"), CodeLanguage::JavaScript);
        QCOMPARE(languageOf(u"sse.go"), CodeLanguage::Go);
    }

    void everySampleEndsWithNothingOpenAndSpansThatDoNotOverlap()
    {
        for (const CodeSample &sample : codeSamples()) {
            OpenToken open = OpenToken::Nothing;
            int found = 0;
            for (const QByteArray &bytes : sample.code.split('\n')) {
                const QString line = QString::fromUtf8(bytes);
                const CodeLine taken = codeLine(line, languageOf(sample.file), open);
                open = taken.open;
                qsizetype end = 0;
                for (const CodeSpan &span : taken.spans) {
                    QVERIFY2(span.start >= end && span.length > 0, bytes.constData());
                    end = span.start + span.length;
                    QVERIFY2(end <= line.size(), bytes.constData());
                    ++found;
                }
            }
            QCOMPARE(open, OpenToken::Nothing);
            QVERIFY2(sample.file.isEmpty() || found > 3, qPrintable(sample.file));
        }
    }
};

QTEST_APPLESS_MAIN(TestCodeTokens)

#include "tst_code_tokens.moc"
