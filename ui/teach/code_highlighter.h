#pragma once

#include "core/teach/code_tokens.h"
#include "ui/theme/theme.h"

#include <QSyntaxHighlighter>

/// Quiet colouring of code: comments dim, keywords and strings by weight, everything else in ink.
class CodeHighlighter : public QSyntaxHighlighter
{
public:
    using QSyntaxHighlighter::QSyntaxHighlighter;

    /// The next text is in this language.
    void setLanguage(CodeLanguage language) { m_language = language; }
    void applyTheme(const Theme &theme);

protected:
    void highlightBlock(const QString &text) override;

private:
    void keepSignsApart(const QString &text);

    CodeLanguage m_language = CodeLanguage::Go;
    Theme m_theme;
};

/// Fonts may make one sign of several such characters.
[[nodiscard]] bool isCodeSign(QChar character);
/// How a token of code is set, on the screen and in exports.
struct CodeLook
{
    QColor colour;
    int weight = QFont::Normal;
};
[[nodiscard]] CodeLook codeLook(CodeToken token, const Tokens &tokens);
