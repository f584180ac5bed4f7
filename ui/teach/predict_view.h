#pragma once

#include "core/teach/predict_session.h"
#include "ui/teach/bar_picture.h"
#include "ui/views/teach_page.h"

#include <QElapsedTimer>

#include <array>
#include <optional>

class ActionButton;
class AnswerButton;
class Badge;
class GuessCard;
class LessonBar;
class QBoxLayout;
class QLabel;
class QPagedPaintDevice;
class QPrinter;
class QStackedWidget;

/// Predict, run, explain: a question, what the class says, then the measurement beside it.
///
/// The run is under way while the class guesses; it is covered until somebody shows it. Nothing is modal,
/// everything can be skipped: 1, 2, 3 vote, B shows and covers, PgDn goes on.
class PredictView : public TeachPage
{
    Q_OBJECT

public:
    explicit PredictView(QWidget *parent);
    ~PredictView() override;

    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString machineName() const override;
    [[nodiscard]] QWidget *options() override;
    [[nodiscard]] QList<QAction *> commands() const override;
    void enter() override;
    void showRun(const LabRun &run) override;
    void display(const LabState &state) override;
    void applyTheme(const Theme &theme) override;
    void paintExport(QPainter &painter, const QSizeF &size, const LabState &state,
                     const Theme &theme) const override;
    [[nodiscard]] QString summary(const LabState &state) const override;
    [[nodiscard]] QString asTable(const LabState &state) const override;

    [[nodiscard]] const PredictSession &session() const { return m_session; }
    [[nodiscard]] const MeasuredAnswer &measured() const { return m_measured; }
    /// The run of the question is in the laboratory and nobody has shown it yet: its figures are not to be
    /// seen anywhere else either.
    [[nodiscard]] bool isCovering() const;
    /// One vote for answer 0, 1 or 2.
    void vote(int answer);
    void reveal();

signals:
    /// isCovering() may have changed.
    void coverChanged();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    /// Question and bars side by side, or one below the other where large text leaves no room.
    void arrange();
    /// The theme given, larger where there is more room than the page needs.
    [[nodiscard]] Theme fitted() const;
    void applyFitted();
    void buildActions();
    QWidget *buildQuestion();
    QWidget *buildEnd();
    QAction *add(const QString &text, const QList<QKeySequence> &keys,
                 const std::function<void()> &triggered);
    /// The session is at another step: its scenario is run, unless it already is.
    void follow(const QString &before);
    void askForRun();
    /// The laboratory runs, or ran last, what this page began.
    [[nodiscard]] bool runsQuestion() const;
    /// The user's own settings are in the laboratory: they stay until the user asks for the question's.
    [[nodiscard]] bool waitsForUser() const;
    void toggleReveal();
    [[nodiscard]] QString badgeText() const;
    /// For the status line.
    void sayWhere();
    void showAll();
    void showWords();
    void measure(const LabState &state);
    void printHandout();
    void saveHandout();
    /// False: the device refused.
    [[nodiscard]] bool writeHandout(QPagedPaintDevice &device) const;
    [[nodiscard]] BarPicture::Facts facts(BarPicture::Cover cover) const;

    PredictSession m_session;
    MeasuredAnswer m_measured;
    RunResult m_result; ///< the newest, once a second
    QElapsedTimer m_age; ///< of it
    std::optional<std::array<LaneFigure, transportCount>> m_figures;
    std::unique_ptr<QPrinter> m_printer; ///< of the dialogue on show
    QString m_standsStill;
    QString m_asked; ///< the scenario whose run this page began last
    bool m_underWay = false;
    bool m_stale = true; ///< what the laboratory shows is of another run
    bool m_ownSettings = false; ///< of the user, in the laboratory
    QString m_running; ///< the scenario that runs or ran last; empty: settings of the user's own
    Theme m_given;
    Theme m_theme; ///< fitted()

    QList<QAction *> m_commands;
    QAction *m_reveal = nullptr;
    QAction *m_goOn = nullptr;
    QAction *m_skip = nullptr;
    QAction *m_again = nullptr;
    QAction *m_print = nullptr;

    LessonBar *m_lesson = nullptr;
    QStackedWidget *m_stack = nullptr;
    QBoxLayout *m_columns = nullptr;
    QWidget *m_column = nullptr;
    Badge *m_badge = nullptr;
    Badge *m_modeBadge = nullptr;
    QLabel *m_where = nullptr;
    QLabel *m_question = nullptr;
    QLabel *m_settings = nullptr;
    std::array<AnswerButton *, ClassPrediction::answers> m_answers{};
    QLabel *m_hint = nullptr;
    QLabel *m_votes = nullptr;
    QLabel *m_words = nullptr;
    QLabel *m_reading = nullptr;
    std::vector<ActionButton *> m_buttons;
    ActionButton *m_revealButton = nullptr;
    ActionButton *m_goOnButton = nullptr;
    ActionButton *m_skipButton = nullptr;
    GuessCard *m_card = nullptr;
    QLabel *m_endTitle = nullptr;
    QLabel *m_endWords = nullptr;
};
