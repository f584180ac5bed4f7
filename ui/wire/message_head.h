#pragma once

#include "ui/theme/theme.h"
#include "ui/wire/message_rows.h"

#include <QElapsedTimer>
#include <QWidget>

class QLabel;
class QLineEdit;
class Segments;

/// Head of the message list: which messages it shows, and how many there are of each; a field for an id.
class MessageHead : public QWidget
{
    Q_OBJECT

public:
    explicit MessageHead(QWidget *parent = nullptr);

    /// A few times a second at most, so that nothing flickers.
    void showCounts(const std::array<qint64, messageFilterCount> &counts);
    void applyTheme(const Theme &theme);
    /// The field for an id: shown, it has the focus.
    void showJump(bool shown);
    [[nodiscard]] bool isJumpShown() const;
    /// The id was not found.
    void refuseJump();

signals:
    void filterChosen(MessageFilter filter);
    void idAsked(quint64 id);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void fit();

    static constexpr qint64 countsEveryMs = 250;

    Theme m_theme;
    QLabel *m_title = nullptr;
    QLabel *m_caption = nullptr;
    QLineEdit *m_jump = nullptr;
    Segments *m_filter = nullptr;
    QElapsedTimer m_sinceCounts;
    std::array<qint64, messageFilterCount> m_counts{-1, -1, -1, -1};
};
