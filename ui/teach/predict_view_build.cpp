#include "ui/teach/predict_view.h"

#include "ui/charts/export_frame.h"
#include "ui/teach/answer_button.h"
#include "ui/teach/guess_card.h"
#include "ui/teach/handout.h"
#include "ui/teach/lesson_bar.h"
#include "ui/teach/predict_words.h"
#include "ui/transport_descriptor.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/tall_scroll_area.h"

#include <QAction>
#include <QFileDialog>
#include <QLabel>
#include <QPdfWriter>
#include <QPrintDialog>
#include <QPrinter>
#include <QSettings>
#include <QStackedWidget>
#include <QStandardPaths>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace {

// The room the page is made for. In more of it the text grows as the window does: a question is read from
// afar.
constexpr QSizeF usualSize(1280, 625);
constexpr double mostGrowth = 1.5;
// In pixels at 100 % text.
constexpr double leastBeside = 900;
constexpr double leastForShortcuts = 1200;
constexpr double leastForLongShortcuts = 1400;

QLabel *wrapped(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    return label;
}

}

PredictView::PredictView(QWidget *parent)
    : TeachPage(parent)
    , m_stack(new QStackedWidget(this))
{
    setFocusPolicy(Qt::ClickFocus);
    setAutoFillBackground(true);
    buildActions();
    m_lesson = new LessonBar(m_print, this);
    m_lesson->hide(); // until the bar of pages takes it
    // The bar stands outside of this page; the keys hold there, too.
    m_lesson->addActions(m_commands);
    connect(m_lesson, &LessonBar::lessonChosen, this, [this](int index) {
        const QString before = m_session.scenario().name;
        m_session.chooseLesson(index);
        follow(before);
        setFocus(Qt::OtherFocusReason); // where the keys of the lesson are
    });
    connect(m_lesson, &LessonBar::stepChosen, this, [this](int index) {
        const QString before = m_session.scenario().name;
        m_session.chooseStep(index);
        follow(before);
        setFocus(Qt::OtherFocusReason);
    });
    m_stack->addWidget(buildQuestion());
    m_stack->addWidget(buildEnd());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);
    showAll();
}

PredictView::~PredictView() = default;

QAction *PredictView::add(const QString &text, const QList<QKeySequence> &keys,
                          const std::function<void()> &triggered)
{
    auto *action = new QAction(text, this);
    action->setShortcuts(keys);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(action, &QAction::triggered, this, triggered);
    addAction(action);
    m_commands.append(action);
    return action;
}

void PredictView::buildActions()
{
    const auto moved = [this](void (PredictSession::*walk)()) {
        return [this, walk] {
            const QString before = m_session.scenario().name;
            (m_session.*walk)();
            follow(before);
        };
    };
    m_reveal = add(tr("Show the measurement"), {QKeySequence(Qt::Key_B)}, [this] { toggleReveal(); });
    m_goOn = add(tr("Go on"), {QKeySequence(Qt::Key_PageDown)}, [this] {
        if (waitsForUser()) {
            toggleReveal();
            return;
        }
        const QString before = m_session.scenario().name;
        m_session.goOn();
        follow(before);
    });
    add(tr("Go back"), {QKeySequence(Qt::Key_PageUp)}, moved(&PredictSession::goBack));
    m_skip = add(tr("Skip the question"), {QKeySequence(u"Shift+PgDown"_s)}, moved(&PredictSession::skip));
    for (int i = 0; i < ClassPrediction::answers; ++i)
        for (const int by : {1, -1})
            add(by > 0 ? tr("A vote for answer %1").arg(i + 1)
                       : tr("Take back a vote for answer %1").arg(i + 1),
                {QKeySequence((by > 0 ? u"%1"_s : u"Shift+%1"_s).arg(i + 1))}, [this, i, by] {
                    m_session.vote(i, by);
                    showAll();
                });
    add(tr("Clear the votes"), {QKeySequence(u"Ctrl+Backspace"_s)}, [this] {
        m_session.clearPrediction();
        showAll();
    });
    m_print = add(tr("Print hand-out \u2026"), {QKeySequence::Print}, [this] { printHandout(); });
    m_print->setToolTip(tr("Two A4 pages: the question with empty axes, then the measured result"));
    add(tr("Hand-out as PDF \u2026"), {}, [this] { saveHandout(); });
    m_again = new QAction(tr("From the beginning"), this);
    connect(m_again, &QAction::triggered, this, [this] {
        const QString before;
        m_session.chooseLesson(m_session.lessonIndex());
        follow(before);
    });
}

QWidget *PredictView::buildQuestion()
{
    auto *scroll = new TallScrollArea(m_stack);
    auto *page = new QWidget(scroll);
    // The columns share the width by their factors, whatever their texts need.
    auto *column = new QWidget(page);
    m_column = column;
    column->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto *left = new QVBoxLayout(column);
    left->setContentsMargins(0, 0, 0, 0);
    left->setSpacing(8);
    auto *where = new QHBoxLayout;
    m_badge = new Badge(page);
    m_where = wrapped(page);
    where->addWidget(m_badge);
    m_modeBadge = new Badge(page);
    where->addWidget(m_modeBadge);
    where->addWidget(m_where, 1);
    left->addLayout(where);
    m_question = wrapped(page);
    m_settings = wrapped(page);
    left->addWidget(m_question);
    left->addWidget(m_settings);
    left->addSpacing(8);
    for (int i = 0; i < ClassPrediction::answers; ++i) {
        auto *answer = new AnswerButton(i + 1, page);
        connect(answer, &AnswerButton::voted, this, [this](int number, int by) {
            m_session.vote(number, by);
            showAll();
        });
        m_answers[static_cast<std::size_t>(i)] = answer;
        left->addWidget(answer);
    }
    auto *hints = new QHBoxLayout;
    m_hint = wrapped(page);
    m_votes = new QLabel(page);
    m_votes->setAlignment(Qt::AlignRight);
    hints->addWidget(m_hint, 1);
    hints->addWidget(m_votes);
    left->addLayout(hints);
    m_words = wrapped(page);
    m_words->setObjectName(u"reveal"_s);
    m_reading = wrapped(page);
    left->addWidget(m_words);
    left->addWidget(m_reading);
    left->addStretch(1);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    m_goOnButton = new ActionButton(m_goOn, std::nullopt, page);
    m_goOnButton->setLeading(true);
    m_revealButton = new ActionButton(m_reveal, std::nullopt, page);
    m_skipButton = new ActionButton(m_skip, std::nullopt, page);
    m_buttons = {m_goOnButton, m_revealButton, m_skipButton};
    for (ActionButton *button : m_buttons)
        buttons->addWidget(button);
    buttons->addStretch(1);
    left->addLayout(buttons);
    m_card = new GuessCard(page);
    connect(m_card, &GuessCard::guessed, this, [this](double value) {
        m_session.setGuess(value);
        showAll();
    });
    auto *both = new QBoxLayout(QBoxLayout::LeftToRight, page);
    m_columns = both;
    both->setContentsMargins(24, 16, 24, 16);
    both->setSpacing(32);
    both->addWidget(column, 5);
    both->addWidget(m_card, 6);
    scroll->setContent(page);
    return scroll;
}

QWidget *PredictView::buildEnd()
{
    auto *scroll = new TallScrollArea(m_stack);
    auto *page = new QWidget(scroll);
    m_endTitle = wrapped(page);
    m_endWords = wrapped(page);
    m_endWords->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    auto *again = new ActionButton(m_again, std::nullopt, page);
    again->setLeading(true);
    m_buttons.push_back(again);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(again);
    buttons->addStretch(1);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(24, 16, 24, 16);
    layout->setSpacing(16);
    layout->addWidget(m_endTitle);
    layout->addWidget(m_endWords, 1);
    layout->addLayout(buttons);
    scroll->setContent(page);
    return scroll;
}

void PredictView::applyTheme(const Theme &theme)
{
    m_given = theme;
    m_lesson->applyTheme(theme);
    m_theme = fitted();
    applyFitted();
}

Theme PredictView::fitted() const
{
    Theme theme = m_given;
    const double room = std::min(width() / usualSize.width(), height() / usualSize.height());
    theme.zoom *= std::clamp(room / theme.zoom, 1.0, mostGrowth);
    return theme;
}

void PredictView::applyFitted()
{
    const Theme &theme = m_theme;
    QPalette colours = palette();
    colours.setColor(QPalette::Window, theme.tokens.win);
    setPalette(colours);
    QPalette dim = colours;
    dim.setColor(QPalette::WindowText, theme.tokens.dim);
    m_question->setFont(theme.font(Theme::Text::Question, QFont::DemiBold));
    m_endTitle->setFont(theme.font(Theme::Text::Question, QFont::DemiBold));
    m_endWords->setFont(theme.font(Theme::Text::Sentence));
    m_words->setFont(
        theme.font(theme.isProjector() ? Theme::Text::Body : Theme::Text::PaneName, QFont::Medium));
    for (QLabel *label : {m_where, m_hint, m_votes, m_reading, m_settings}) {
        label->setFont(theme.font(label == m_settings ? Theme::Text::PaneName : Theme::Text::Body));
        label->setPalette(dim);
    }
    m_badge->applyTheme(theme);
    m_modeBadge->applyTheme(theme);
    m_card->applyTheme(theme);
    for (AnswerButton *answer : m_answers)
        answer->applyTheme(theme);
    for (ActionButton *button : m_buttons)
        button->applyTheme(theme);
    arrange();
    showAll();
}

void PredictView::arrange()
{
    const double room = width() / std::max(1.0, m_theme.zoom);
    const bool beside = room >= (m_theme.isProjector() ? leastBeside * 1.4 : leastBeside);
    // Under the frame of a window on a projector of 720 lines every pixel counts.
    const bool low = height() < usualSize.height() * m_theme.zoom;
    const int above = low ? 8 : 16;
    m_columns->setContentsMargins(24, above, 24, above);
    m_column->layout()->setSpacing(low ? 4 : 8);
    m_columns->setDirection(beside ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    for (ActionButton *button : m_buttons)
        button->setShown(true, room >= leastForShortcuts && !m_theme.isProjector());
    m_revealButton->setShown(true, room >= leastForShortcuts);
    m_skipButton->setShown(true, room >= leastForLongShortcuts && !m_theme.isProjector());
}

void PredictView::resizeEvent(QResizeEvent *event)
{
    TeachPage::resizeEvent(event);
    if (const Theme theme = fitted(); !(theme == m_theme)) {
        m_theme = theme;
        applyFitted();
    }
    arrange();
}

bool PredictView::writeHandout(QPagedPaintDevice &device) const
{
    return ::printHandout({.scenario = &m_session.scenario(),
                           .facts = facts(BarPicture::Cover::Shown),
                           .result = m_figures && m_session.isRevealed() ? m_result : RunResult{},
                           .measured = m_measured,
                           .said = m_session.prediction()},
                          device);
}

void PredictView::printHandout()
{
    m_printer = std::make_unique<QPrinter>();
    m_printer->setDocName(m_session.scenario().name);
    auto *dialog = new QPrintDialog(m_printer.get(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, qOverload<QPrinter *>(&QPrintDialog::accepted), this, [this](QPrinter *printer) {
        emit said(writeHandout(*printer)
                      ? m_session.isRevealed() ? tr("The hand-out is printed.")
                                               : tr("The hand-out is printed; its second page is empty until "
                                                    "the measurement is shown.")
                      : tr("The printer refused the hand-out. Save it as PDF instead (Lesson menu)."));
    });
    dialog->open();
}

void PredictView::saveHandout()
{
    auto *dialog = new QFileDialog(
        this, tr("Save the hand-out as PDF"),
        QSettings()
            .value(u"folder"_s, QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation))
            .toString());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilter(tr("PDF files (*.pdf)"));
    dialog->setDefaultSuffix(u"pdf"_s);
    dialog->selectFile(m_session.scenario().name + u".pdf"_s);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        QPdfWriter writer(path);
        writer.setTitle(m_session.scenario().question);
        writer.setCreator(programVersion());
        const bool written = writeHandout(writer);
        QSettings().setValue(u"folder"_s, QFileInfo(path).absolutePath());
        emit said(
            written ? m_session.isRevealed()
                    ? tr("Written: %1").arg(path)
                    : tr("Written: %1. Its second page is empty until the measurement is shown.").arg(path)
                    : tr("The hand-out could not be written to %1. Choose another folder.").arg(path));
    });
    dialog->open();
}

void PredictView::paintExport(QPainter &painter, const QSizeF &size, const LabState &state,
                              const Theme &theme) const
{
    ChartPainter chart(painter, theme, true);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF area = paintExportFrame(chart, size, state, m_session.scenario().question);
    BarPicture(facts(m_session.isRevealed() ? BarPicture::Cover::Shown : BarPicture::Cover::Covered), area,
               theme)
        .paint(chart);
}

QString PredictView::summary(const LabState &) const
{
    const Scenario &scenario = m_session.scenario();
    return scenario.question + u' ' + predict_words::said(scenario, m_session.prediction());
}

QString PredictView::asTable(const LabState &) const
{
    QString table = u"transport,figure,value,predicted,messages\n"_s;
    if (!m_figures || !m_session.isRevealed())
        return table;
    const auto number = [](const std::optional<double> &value) {
        return value ? QString::number(*value, 'g', 8) : QString();
    };
    for (const TransportKind kind : allTransportKinds) {
        const LaneFigure &figure = (*m_figures)[indexOf(kind)];
        table += u"%1,%2,%3,%4,%5\n"_s
                     .arg(::machineName(kind), barOf(m_session.scenario()).figure, number(figure.value),
                          number(figure.predicted))
                     .arg(figure.count);
    }
    return table;
}
