#include "core/teach/code_tokens.h"

#include <algorithm>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace {

// The Go Programming Language Specification, "Keywords".
constexpr std::array goKeywords{"break"_L1,     "case"_L1,   "chan"_L1,    "const"_L1,       "continue"_L1,
                                "default"_L1,   "defer"_L1,  "else"_L1,    "fallthrough"_L1, "for"_L1,
                                "func"_L1,      "go"_L1,     "goto"_L1,    "if"_L1,          "import"_L1,
                                "interface"_L1, "map"_L1,    "package"_L1, "range"_L1,       "return"_L1,
                                "select"_L1,    "struct"_L1, "switch"_L1,  "type"_L1,        "var"_L1};
// ECMA-262, "Keywords and Reserved Words", those that the samples may use.
constexpr std::array javaScriptKeywords{
    "async"_L1, "await"_L1,    "break"_L1,   "case"_L1,   "catch"_L1,      "class"_L1,
    "const"_L1, "continue"_L1, "default"_L1, "do"_L1,     "else"_L1,       "finally"_L1,
    "for"_L1,   "function"_L1, "if"_L1,      "in"_L1,     "instanceof"_L1, "let"_L1,
    "new"_L1,   "of"_L1,       "return"_L1,  "switch"_L1, "this"_L1,       "throw"_L1,
    "try"_L1,   "typeof"_L1,   "var"_L1,     "void"_L1,   "while"_L1};

bool isKeyword(QStringView word, CodeLanguage language)
{
    const auto is = [word](QLatin1StringView keyword) { return keyword == word; };
    return language == CodeLanguage::Go ? std::ranges::any_of(goKeywords, is)
                                        : std::ranges::any_of(javaScriptKeywords, is);
}

bool isOfWord(QChar c)
{
    return c.isLetterOrNumber() || c == u'_' || c == u'$';
}

/// Behind the end of a string that begins at `start`; the end of the line if it is not closed.
qsizetype behindString(QStringView line, qsizetype start)
{
    const QChar quote = line.at(start);
    for (qsizetype i = start + 1; i < line.size(); ++i) {
        if (line.at(i) == u'\\' && quote != u'`')
            ++i;
        else if (line.at(i) == quote)
            return i + 1;
    }
    return line.size();
}

/// Takes one line apart from left to right.
class Scanner
{
public:
    Scanner(QStringView line, CodeLanguage language)
        : m_line(line)
        , m_language(language)
    {
    }

    CodeLine scan(OpenToken open)
    {
        if (open == OpenToken::Comment)
            takeUntil(u"*/", 0, CodeToken::Comment, open);
        else if (open == OpenToken::RawString)
            takeUntil(u"`", 0, CodeToken::String, open);
        while (m_at < m_line.size())
            next();
        return m_result;
    }

private:
    void next()
    {
        const QStringView rest = m_line.mid(m_at);
        const QChar c = rest.front();
        if (rest.startsWith(u"//"))
            take(m_line.size(), CodeToken::Comment);
        else if (rest.startsWith(u"/*"))
            takeUntil(u"*/", m_at + 2, CodeToken::Comment, OpenToken::Comment);
        else if (c == u'`')
            takeUntil(u"`", m_at + 1, CodeToken::String, OpenToken::RawString);
        else if (c == u'"' || c == u'\'')
            take(behindString(m_line, m_at), CodeToken::String);
        else if (isOfWord(c))
            takeWord();
        else
            ++m_at;
    }

    void takeWord()
    {
        qsizetype end = m_at;
        while (end < m_line.size() && isOfWord(m_line.at(end)))
            ++end;
        // A field may be called as a keyword is.
        const bool field = m_at > 0 && m_line.at(m_at - 1) == u'.';
        if (!field && isKeyword(m_line.mid(m_at, end - m_at), m_language))
            take(end, CodeToken::Keyword);
        m_at = end;
    }

    void take(qsizetype end, CodeToken token)
    {
        if (end > m_at)
            m_result.spans += CodeSpan{m_at, end - m_at, token};
        m_at = end;
    }

    /// Up to and with `end`, searched from `from` on; without it the next line goes on with `open`.
    void takeUntil(QStringView end, qsizetype from, CodeToken token, OpenToken open)
    {
        const qsizetype at = m_line.indexOf(end, from);
        if (at < 0)
            m_result.open = open;
        take(at < 0 ? m_line.size() : at + end.size(), token);
    }

    QStringView m_line;
    CodeLanguage m_language;
    qsizetype m_at = 0;
    CodeLine m_result;
};

} // namespace

CodeLanguage languageOf(QStringView fileName)
{
    return fileName.endsWith(u".js") ? CodeLanguage::JavaScript : CodeLanguage::Go;
}

CodeLine codeLine(QStringView line, CodeLanguage language, OpenToken open)
{
    return Scanner(line, language).scan(open);
}
