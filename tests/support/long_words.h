#pragma once

#include <QTranslator>

/// A language that does not exist: every text is 40 % longer than in English, in words of seven letters with
/// accents.
class LongWords : public QTranslator
{
public:
    [[nodiscard]] bool isEmpty() const override { return false; }
    [[nodiscard]] QString translate(const char *, const char *source, const char *, int) const override
    {
        QString text = QString::fromUtf8(source);
        // Units and single letters are the same in most languages; tables of HTML are not widgets.
        if (text.size() < 4 || text.contains(QLatin1Char('<')))
            return text;
        constexpr qsizetype word = 7;
        const qsizetype longer = text.size() * 2 / 5;
        for (qsizetype i = 0; i < longer; ++i)
            text += i % (word + 1) == word ? QChar(QLatin1Char(' ')) : QChar(0x00E9);
        return text;
    }
};
