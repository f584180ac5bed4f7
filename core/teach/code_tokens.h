#pragma once

#include <QList>
#include <QStringView>

/// Go or JavaScript: which words are keywords.
enum class CodeLanguage { Go, JavaScript };
/// By the end of the file's name.
[[nodiscard]] CodeLanguage languageOf(QStringView fileName);

/// What stands out in code; everything else is plain.
enum class CodeToken { Comment, String, Keyword };

/// A part of a line that stands out.
struct CodeSpan
{
    qsizetype start = 0;
    qsizetype length = 0;
    CodeToken token{};

    bool operator==(const CodeSpan &) const = default;
};

/// What a line leaves open for the next one.
enum class OpenToken { Nothing, Comment, RawString };

/// One line of code, taken apart.
struct CodeLine
{
    QList<CodeSpan> spans; ///< in order, never over one another
    OpenToken open = OpenToken::Nothing;

    bool operator==(const CodeLine &) const = default;
};

/// Takes a line without its line end apart: comments (// and /* */), strings ("", '', and `` over several
/// lines) and keywords. `open`: what the line before left open. Words inside the ${} of a JavaScript template
/// belong to its string; regular expressions are not told from divisions (the samples' one has no quote in
/// it).
[[nodiscard]] CodeLine codeLine(QStringView line, CodeLanguage language, OpenToken open);
