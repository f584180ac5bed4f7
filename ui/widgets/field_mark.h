#pragma once

#include "ui/theme/theme.h"

#include <QMetaObject>
#include <QPointer>
#include <QWidget>

/// The frame around a field whose content cannot stay as it is; screen readers hear why as the field's
/// description. It goes when the field is edited. One mark marks one field at a time.
class FieldMark : public QWidget
{
    Q_OBJECT

public:
    FieldMark(const Theme &theme, QWidget *parent);

    /// How far the frame reaches around the field: leave so much room.
    static constexpr int reach = 3;

    /// `field`: a QLineEdit or a QPlainTextEdit. Moves the mark if another field has it.
    void mark(QWidget &field, const QString &why);
    void clear();
    /// nullptr: nothing is marked.
    [[nodiscard]] QWidget *field() const { return m_field; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void follow();

    Theme m_theme;
    QPointer<QWidget> m_field;
    QMetaObject::Connection m_edited;
};
