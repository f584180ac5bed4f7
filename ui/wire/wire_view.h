#pragma once

#include "ui/views/lab_view.h"

class ByteView;
class MessageList;
class SequenceView;
class QComboBox;
class QLabel;
class QSplitter;
class QToolButton;

/// The wire: what crossed each link as a sequence diagram, beside it the messages with their latencies and
/// the bytes of the selected record. One selection in all of them.
class WireView : public LabView
{
    Q_OBJECT

public:
    explicit WireView(QWidget *parent = nullptr);

    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString machineName() const override;
    [[nodiscard]] QWidget *options() override;
    [[nodiscard]] bool wantsWholeBody() const override { return true; }
    [[nodiscard]] bool usesTimeWindow() const override { return false; }
    void display(const LabState &state) override;
    void applyTheme(const Theme &theme) override;
    void paintExport(QPainter &painter, const QSizeF &size, const LabState &state,
                     const Theme &theme) const override;
    [[nodiscard]] QString summary(const LabState &state) const override;
    [[nodiscard]] QString asTable(const LabState &state) const override;
    bool step(int by) override;

    [[nodiscard]] SequenceView *sequence() const { return m_sequence; }
    [[nodiscard]] MessageList *messages() const { return m_messages; }
    [[nodiscard]] ByteView *bytes() const { return m_bytes; }

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void buildOptions();
    void showSpan(double seconds);
    void showClients(int clients, int chosen);
    void shareWidth();

    Theme m_theme;
    SequenceView *m_sequence = nullptr;
    MessageList *m_messages = nullptr;
    ByteView *m_bytes = nullptr;
    QSplitter *m_columns = nullptr;
    QSplitter *m_details = nullptr;
    QWidget *m_optionsBar = nullptr;
    QComboBox *m_lanes = nullptr;
    QComboBox *m_client = nullptr;
    QToolButton *m_follow = nullptr;
    QToolButton *m_narrower = nullptr;
    QToolButton *m_wider = nullptr;
    QLabel *m_span = nullptr;
    Selection m_selection;
    bool m_shared = false; ///< the columns have got their first widths
};
