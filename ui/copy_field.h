#pragma once

#include <QPlainTextEdit>

/// A text to copy, whole at any width: it wraps, and is as high as it needs.
class CopyField : public QPlainTextEdit
{
    Q_OBJECT

public:
    CopyField(const QString &text, const QString &name, const QFont &font, QWidget *parent);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void fit();
};
