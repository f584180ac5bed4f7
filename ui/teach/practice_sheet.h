#pragma once

#include "ui/teach/practice_words.h"
#include "ui/theme/theme.h"

#include <QScrollArea>

class ActionButton;
class PointBox;
class PracticeActions;
class QGridLayout;
class QLabel;
class QVBoxLayout;

/// Left and right of the column of text in `width` pixels, so that lines have at most about 90 characters.
[[nodiscard]] int practiceMargin(const Theme &theme, int width);

/// The question and its answer in a column that can be read from a distance.
///
/// Where there is too little room the text behind the first sentence gets smaller, then the last sentences go
/// ("Whole answer" brings them back); only then it scrolls. Nothing is ever cut.
class PracticeSheet : public QScrollArea
{
    Q_OBJECT

public:
    explicit PracticeSheet(const PracticeActions &actions, QWidget *parent = nullptr);

    /// Unticks the points and goes back to the top if the text is another one.
    void showText(const PracticeText &text);
    void applyTheme(const Theme &theme);
    /// Shows all sentences, even if they have to be scrolled through.
    void setWhole(bool whole);
    /// Sentences were left out for want of room.
    [[nodiscard]] bool isShortened() const { return m_left > 0; }
    [[nodiscard]] qsizetype ticked() const;

signals:
    /// A point was ticked or unticked.
    void tickedChanged();
    void shortenedChanged();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void build(const PracticeActions &actions);
    void showPoints();
    void placePoints(int width);
    void fit();
    /// The sentences after the first one in letters of `pixels`, `left` of them left out; returns the height
    /// that all needs.
    int tryOut(int pixels, qsizetype left, int width);
    [[nodiscard]] bool settle(const QSize &room);

    Theme m_theme;
    PracticeText m_text;
    bool m_whole = false;
    bool m_fitting = false;
    qsizetype m_left = 0; ///< sentences left out
    QWidget *m_page = nullptr;
    QVBoxLayout *m_column = nullptr;
    QLabel *m_problem = nullptr;
    QLabel *m_caption = nullptr;
    QLabel *m_heading = nullptr;
    QLabel *m_lead = nullptr;
    QLabel *m_rest = nullptr;
    ActionButton *m_more = nullptr;
    QLabel *m_tick = nullptr;
    QWidget *m_pointArea = nullptr;
    QGridLayout *m_pointGrid = nullptr;
    QList<PointBox *> m_points;
    QLabel *m_source = nullptr;
    QWidget *m_proofRow = nullptr;
    ActionButton *m_prove = nullptr;
    QLabel *m_proof = nullptr;
};
