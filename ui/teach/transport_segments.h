#pragma once

#include "core/protocol/transport_kind.h"
#include "ui/theme/theme.h"

#include <QWidget>

class QButtonGroup;

/// The four transports side by side, each with its marker; the chosen one filled with ink.
class TransportSegments : public QWidget
{
    Q_OBJECT

public:
    explicit TransportSegments(QWidget *parent = nullptr);

    [[nodiscard]] TransportKind current() const;
    /// Shows a choice; no signal.
    void showCurrent(TransportKind kind);
    /// `why`: why the transport cannot be chosen now, for the tool tip and screen readers; empty: it can.
    void setUnavailable(TransportKind kind, const QString &why);
    void applyTheme(const Theme &theme);

signals:
    void chosen(TransportKind kind);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QButtonGroup *m_group;
};
