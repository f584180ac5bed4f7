#pragma once

#include <QPlainTextEdit>

/// A text of a few lines to edit: it wraps and is as high as what is in it, within limits; beyond them it
/// scrolls. Tab leaves it.
class GrowingText : public QPlainTextEdit
{
    Q_OBJECT

public:
    /// Heights in lines; `most` >= `least` >= 1.
    GrowingText(int least, int most, QWidget *parent);

    /// What it holds, as wrapped now, in lines.
    [[nodiscard]] int linesNeeded() const;

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void fit();
    [[nodiscard]] double lineHeight() const;

    int m_least;
    int m_most;
};
