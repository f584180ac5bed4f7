#include "ui/teach/code_highlighter.h"

CodeLook codeLook(CodeToken token, const Tokens &tokens)
{
    switch (token) {
    case CodeToken::Comment:
        return {tokens.dim, QFont::Normal};
    case CodeToken::String:
        return {tokens.ink, QFont::Medium};
    case CodeToken::Keyword:
        break;
    }
    return {tokens.ink, QFont::Bold};
}

void CodeHighlighter::applyTheme(const Theme &theme)
{
    m_theme = theme;
    rehighlight();
}

void CodeHighlighter::highlightBlock(const QString &text)
{
    const int before = previousBlockState();
    const CodeLine line
        = codeLine(text, m_language, before < 0 ? OpenToken::Nothing : static_cast<OpenToken>(before));
    for (const CodeSpan &span : line.spans) {
        const CodeLook look = codeLook(span.token, m_theme.tokens);
        QTextCharFormat format;
        format.setForeground(look.colour);
        format.setFontWeight(look.weight);
        setFormat(static_cast<int>(span.start), static_cast<int>(span.length), format);
    }
    keepSignsApart(text);
    setCurrentBlockState(static_cast<int>(line.open));
}

void CodeHighlighter::keepSignsApart(const QString &text)
{
    // Fonts for code draw "!=" as one sign and "++" as another; Qt 6.4 cannot ask them not to. Signs with
    // different formats are shaped apart, so the formats alternate in a property that nothing else reads.
    for (int i = 1; i < text.size(); ++i) {
        if (!isCodeSign(text.at(i)) || !isCodeSign(text.at(i - 1)))
            continue;
        QTextCharFormat apart = format(i);
        apart.setProperty(QTextFormat::UserProperty, !format(i - 1).boolProperty(QTextFormat::UserProperty));
        setFormat(i, 1, apart);
    }
}

bool isCodeSign(QChar character)
{
    return !character.isLetterOrNumber() && !character.isSpace();
}
