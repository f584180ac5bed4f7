#pragma once

#include "ui/lab_state.h"
#include "ui/theme/theme.h"
#include "ui/wire/message_rows.h"

#include <QWidget>

class MessageDelegate;
class MessageHead;
class MessageModel;
class QLabel;
class QTableView;

/// The messages of the run as a table, one row an id: follows the newest until the user scrolls up.
class MessageList : public QWidget
{
    Q_OBJECT

public:
    explicit MessageList(QWidget *parent = nullptr);

    /// New data and the selection of the other views.
    void display(const LabState &state);
    void applyTheme(const Theme &theme);

    [[nodiscard]] MessageModel *model() const { return m_model; }
    [[nodiscard]] QTableView *table() const { return m_table; }
    /// The selected rows, or all that the filter shows.
    [[nodiscard]] QString csv() const;
    /// "141 messages, 2 lost ...", for screen readers.
    [[nodiscard]] QString summary() const;

signals:
    /// The user chose a row: its message, and the record that brought it first if the trace keeps one.
    void selectionChanged(const Selection &selection);

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    /// The table would copy one cell, and the window its chart.
    bool eventFilter(QObject *watched, QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void buildTable();
    void rowChosen();
    void showSelection(const Selection &selection);
    void showFilter(MessageFilter filter);
    void jumpTo(quint64 id);
    void closeJump();
    void copy() const;
    void sizeColumns();
    [[nodiscard]] bool isAtEnd() const;

    Theme m_theme;
    MessageModel *m_model = nullptr;
    MessageDelegate *m_delegate = nullptr;
    MessageHead *m_head = nullptr;
    QTableView *m_table = nullptr;
    QLabel *m_empty = nullptr;
    Selection m_selection;
    const Trace *m_trace = nullptr;
    std::optional<quint64> m_shownMessage; ///< selected in the table
    bool m_showing = false; ///< the table changes because of us
    bool m_follow = true; ///< the newest
};
