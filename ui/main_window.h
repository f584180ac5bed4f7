#pragma once

#include "core/experiment/gauntlet_report.h"
#include "ui/lab_controller.h"
#include "ui/theme/desktop_palette.h"
#include "ui/theme/theme.h"
#include "ui/view_card.h"

#include <QMainWindow>

#include <array>
#include <memory>

class AppStyle;
class Badge;
class ComparisonPane;
class CoverSheet;
class DigitLabel;
class ErrorBar;
class Invitation;
class PageBar;
class PredictView;
class QGridLayout;
class QScrollArea;
class QStackedWidget;
class SettingsPane;
class StatusLine;
class TeachPage;
class ToolBar;
class WindowActions;

/// The window: composes controls, panes and views, and shows what the LabController says. Every command is an
/// action of WindowActions.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    MainWindow(LabController &lab, AppStyle &style, const ViewFactory &views, const QPalette &desktop);
    ~MainWindow() override;

    void setTheme(ThemeChoice choice);
    [[nodiscard]] ThemeChoice themeChoice() const { return m_themeChoice; }
    [[nodiscard]] const Theme &theme() const { return m_theme; }
    void setZoom(double zoom);
    [[nodiscard]] double zoom() const { return m_zoom; }
    void setControlsShown(bool shown);
    /// Whether the controls are wanted where there is room for them: what is remembered.
    [[nodiscard]] bool controlsShown() const { return m_controlsShown; }
    /// Shows what is hidden, or the other way round; where there is little room only until there is more.
    void toggleControls();
    enum class Maximised { Nothing, Chart, ShortPoll, LongPoll, Sse, WebSocket };
    void toggleMaximised(Maximised what);
    void freezeOrStep();
    /// Selects the next (+1) or previous record of the wire, where the view on show has some.
    void stepRecord(int by);
    void toggleMenu();
    /// Theme, text size, layout, chart options as new; the experiment stays.
    void resetPreferences();
    void showProblem(const QString &text, const QString &action = {});
    /// `shownFor` 0: until something else is said.
    void say(const QString &text, Duration shownFor = Duration{0});
    /// A page for teaching takes the place of the laboratory; by machine name, false: there is none of that
    /// name.
    bool showPage(const QString &machineName);
    void showLaboratory();
    /// The page on show; nullptr: the laboratory is.
    [[nodiscard]] TeachPage *page() const;
    [[nodiscard]] const std::vector<TeachPage *> &pages() const { return m_pages; }
    /// The question of what runs, over the laboratory, until it is answered or closed.
    void setInvites(bool invites);
    [[nodiscard]] bool invites() const { return m_invites; }
    /// Of this session; nullopt: none was run.
    [[nodiscard]] std::optional<GauntletReport> newestGauntlet() const;
    /// What "the chart" of a command means: the page on show, else the view of focusedCard().
    [[nodiscard]] const LabView *viewOnShow();
    void nextRegion(bool forward);
    void publishOne();

    [[nodiscard]] LabController &lab() { return m_lab; }
    [[nodiscard]] const LabController &lab() const { return m_lab; }
    [[nodiscard]] ViewCard &mainCard() { return *m_card; }
    [[nodiscard]] SettingsPane &settingsPane() { return *m_settings; }
    [[nodiscard]] ComparisonPane &pane(TransportKind kind) { return *m_panes[indexOf(kind)]; }
    /// The card with the focus, else the first one: what "the chart" of a command means.
    [[nodiscard]] ViewCard &focusedCard();

protected:
    void resizeEvent(QResizeEvent *event) override;
    void closeEvent(QCloseEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    void buildBody(const ViewFactory &views);
    void buildPages(QWidget *parent);
    void connectPage(TeachPage *page);
    void buildPredicting(QWidget *parent);
    /// The figures of a covered question are not on show, wherever the user goes.
    void coverFigures();
    void buildPaneMenus();
    void connectLab();
    void display();
    void showMode();
    void showNoise(const NoiseFloor &noise);
    void showAddress();
    void arrange();
    void arrangeInvitation();
    void arrangePanes(const struct WindowLayout &layout);
    void applyTheme();

    LabController &m_lab;
    AppStyle &m_style;
    DesktopPalette m_desktop;
    ThemeChoice m_themeChoice = ThemeChoice::System;
    Theme m_theme;
    double m_zoom = 1;
    bool m_controlsShown = true;
    bool m_menuShown = true;
    bool m_menuOnProjector = false;
    bool m_waiting = true; ///< the sentence says what is waited for
    bool m_tight = false; ///< no room for the controls beside panes and charts
    bool m_controlsWhenTight = false;
    bool m_unfolded = false;
    bool m_invites = false;
    bool m_covered = false; ///< what is measured answers a question that nobody has shown yet
    Maximised m_maximised = Maximised::Nothing;
    std::unique_ptr<WindowActions> m_actions;

    ToolBar *m_toolBar = nullptr;
    ErrorBar *m_errors = nullptr;
    SettingsPane *m_settings = nullptr;
    QWidget *m_main = nullptr;
    QStackedWidget *m_pageStack = nullptr;
    PageBar *m_pageBar = nullptr;
    std::vector<TeachPage *> m_pages;
    PredictView *m_predict = nullptr; ///< one of them
    Invitation *m_invitation = nullptr;
    CoverSheet *m_cover = nullptr;
    QLayout *m_column = nullptr;
    QScrollArea *m_body = nullptr;
    QGridLayout *m_paneLayout = nullptr;
    QWidget *m_sentenceRow = nullptr;
    DigitLabel *m_sentence = nullptr;
    Badge *m_projectorBadge = nullptr;
    QWidget *m_paneRow = nullptr;
    std::array<ComparisonPane *, transportCount> m_panes{};
    ViewCard *m_card = nullptr;
    ViewCard *m_secondCard = nullptr;
    StatusLine *m_statusLine = nullptr;
    QElapsedTimer m_sentenceAge;
};
