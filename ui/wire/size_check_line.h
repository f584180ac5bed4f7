#pragma once

#include "ui/theme/theme.h"
#include "ui/wire/size_check.h"

#include <QWidget>

/// The self-check: what the standard asks for, whether the bytes agree, and where it says so.
class SizeCheckLine : public QWidget
{
    Q_OBJECT

public:
    explicit SizeCheckLine(QWidget *parent = nullptr);

    void show(const SizeCheck &check);
    void applyTheme(const Theme &theme);
    [[nodiscard]] QSize sizeHint() const override { return {m_theme.px(200), heightForWidth(width())}; }
    [[nodiscard]] QSize minimumSizeHint() const override
    {
        return {m_theme.px(120), heightForWidth(width())};
    }
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    /// "as the RFC says", or "differs: ...".
    [[nodiscard]] QString verdictText() const;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] double badgeWidth() const;
    [[nodiscard]] QStringList statementLines(double width) const;
    /// All in one line, the source at its end.
    [[nodiscard]] bool fitsOneLine(double width) const;

    Theme m_theme;
    SizeCheck m_check;
};
