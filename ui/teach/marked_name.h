#pragma once

#include "core/protocol/transport_kind.h"
#include "ui/theme/theme.h"

#include <QWidget>

/// The name of a transport with its marker.
class MarkedName : public QWidget
{
    Q_OBJECT

public:
    explicit MarkedName(Theme::Text role, QWidget *parent = nullptr);

    void showTransport(TransportKind kind);
    [[nodiscard]] TransportKind transport() const { return m_kind; }
    void applyTheme(const Theme &theme);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] double markerSize() const;
    [[nodiscard]] double gap() const;

    Theme::Text m_role;
    TransportKind m_kind = TransportKind::ShortPoll;
    Theme m_theme;
};
