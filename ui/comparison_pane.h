#pragma once

#include "ui/lab_state.h"
#include "ui/theme/theme.h"
#include "ui/transport_descriptor.h"

#include <QElapsedTimer>
#include <QWidget>

class QCheckBox;
class QToolButton;
class QMenu;

/// One transport at a glance: state in words, two large numbers, before -> now, what it costs, what came
/// last.
class ComparisonPane : public QWidget
{
    Q_OBJECT

public:
    /// How much is shown: projector (two numbers), compact (the same, for large text), narrow (no cost rows),
    /// normal, roomy (with the baseline).
    enum class Detail { Projector, Compact, Narrow, Normal, Roomy };

    explicit ComparisonPane(TransportKind kind, QWidget *parent = nullptr);

    void display(const LabState &state, bool running);
    void applyTheme(const Theme &theme);
    void setDetail(Detail detail);
    /// The "..." menu, a right click's too: Copy as, Solo, Maximise; the window fills it.
    [[nodiscard]] QMenu *menu() const { return m_menu; }
    [[nodiscard]] QCheckBox *toggle() const { return m_toggle; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

signals:
    void toggledByUser(bool on);
    void maximiseRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    [[nodiscard]] int preferredHeight() const;
    [[nodiscard]] int headHeight() const;
    /// Short captions and units.
    [[nodiscard]] bool isBrief() const { return m_detail == Detail::Compact || m_detail == Detail::Narrow; }
    void paintHead(class QPainter &painter) const;
    void paintNumbers(class QPainter &painter, int top) const;
    int paintRows(class QPainter &painter, int top) const;
    /// What the clients send and how it comes back, on one base line.
    void paintSending(class QPainter &painter, double base) const;
    void paintFoot(class QPainter &painter) const;
    void paintProjector(class QPainter &painter) const;
    void describe();
    [[nodiscard]] QString sendingWords() const;

    const TransportDescriptor &m_transport;
    Theme m_theme;
    Detail m_detail = Detail::Normal;
    LaneSnapshot m_lane;
    std::optional<LaneSnapshot> m_baseline;
    double m_nowS = 0;
    bool m_on = true;
    Sending m_sending = Sending::Nothing; ///< of the clients
    bool m_running = false;
    QCheckBox *m_toggle = nullptr;
    QToolButton *m_more = nullptr;
    QMenu *m_menu = nullptr;
    QElapsedTimer m_described;
};
