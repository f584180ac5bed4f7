#include "ui/gauntlet/gauntlet_view.h"

#include "ui/charts/export_frame.h"
#include "ui/gauntlet/gauntlet_canvas.h"
#include "ui/gauntlet/gauntlet_picture.h"
#include "ui/gauntlet/gauntlet_words.h"
#include "ui/widgets/action_button.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

#include <cmath>

using namespace Qt::Literals::StringLiterals;

GauntletView::GauntletView(QWidget *parent)
    : LabView(parent)
    , m_action(new QAction(this))
    , m_button(new ActionButton(m_action, Glyph::Run, this))
    , m_words(new QLabel(this))
    , m_scroll(new QScrollArea(this))
    , m_canvas(new GauntletCanvas(this))
    , m_gauntlet(this)
{
    setAutoFillBackground(true);
    m_words->setWordWrap(true);
    m_scroll->setWidget(m_canvas);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    auto *top = new QHBoxLayout;
    top->setContentsMargins(16, 12, 16, 0);
    top->setSpacing(12);
    top->addWidget(m_button);
    top->addWidget(m_words, 1);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addLayout(top);
    all->addWidget(m_scroll, 1);

    connect(m_action, &QAction::triggered, this, [this] { isRunning() ? cancel() : start(); });
    connect(&m_gauntlet, &Gauntlet::progressed, this, &GauntletView::show);
    connect(&m_gauntlet, &Gauntlet::finished, this, &GauntletView::show);
    connect(&m_gauntlet, &Gauntlet::failed, this, [this](const Error &error) {
        m_failure = error.message;
        showWords();
    });
    showWords();
}

GauntletView::~GauntletView() = default;

QString GauntletView::title() const
{
    return tr("Gauntlet");
}

QString GauntletView::machineName() const
{
    return u"gauntlet"_s;
}

void GauntletView::start()
{
    if (isRunning())
        return;
    m_failure.clear();
    m_report.reset();
    m_canvas->display(m_report);
    m_gauntlet.start(m_settings);
    showWords();
}

void GauntletView::cancel()
{
    m_gauntlet.stop();
}

void GauntletView::show(const GauntletReport &report)
{
    m_report = report;
    m_canvas->display(m_report);
    showWords();
}

void GauntletView::showWords()
{
    m_action->setIconText(isRunning() ? tr("Cancel") : tr("Run the gauntlet"));
    m_action->setToolTip(isRunning() ? tr("End it now and keep what was measured")
                                     : tr("Send every client through every middlebox"));
    m_button->setGlyph(isRunning() ? Glyph::Stop : Glyph::Run);
    const double whole = toSeconds(m_settings.run.duration + m_settings.catchUp);
    QString words;
    if (!m_failure.isEmpty())
        words = m_failure;
    else if (isRunning())
        words = tr("%1 of %2 s, %3 clients at the same time")
                    .arg(m_report ? std::floor(toSeconds(m_report->elapsed)) : 0.0)
                    .arg(std::ceil(whole))
                    .arg(m_settings.rows.size() * m_settings.columns.size());
    else if (m_report)
        words = (m_report->interrupted ? tr("Cancelled. ") : QString()) + gauntlet_words::summary(*m_report)
            + u' '
            + tr("Late: more than %1 after a message was due.").arg(gauntletSeconds(m_settings.lateAfter))
            + u' ' + noiseText(*m_report);
    else
        words = tr("No gauntlet yet. It sends six clients through seven middleboxes, all at the same time, "
                   "for about "
                   "%1 seconds, and shows who gets through, when, and who notices that something is wrong.")
                    .arg(std::ceil(whole));
    m_words->setText(words);
    setAccessibleName(title());
    setAccessibleDescription(words);
}

void GauntletView::display(const LabState &)
{
    // Its data are its own.
}

void GauntletView::applyTheme(const Theme &theme)
{
    m_theme = theme;
    QPalette colours = palette();
    colours.setColor(QPalette::Window, theme.tokens.surf);
    setPalette(colours);
    m_words->setFont(theme.font(Theme::Text::Body));
    m_button->applyTheme(theme);
    m_canvas->applyTheme(theme);
}

void GauntletView::paintExport(QPainter &painter, const QSizeF &size, const LabState &state,
                               const Theme &theme) const
{
    ChartPainter chart(painter, theme, true);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF area = paintExportFrame(chart, size, state, tr("The gauntlet: who gets through what"),
                                         u"pushscope run --gauntlet"_s);
    if (m_report) {
        const double inset = theme.px(8);
        GauntletPicture(*m_report, theme).paint(chart, area.adjusted(inset, 0, -inset, 0));
        return;
    }
    chart.text({area.left() + theme.px(8), area.center().y()}, tr("No gauntlet was run."),
               {Theme::Text::Body, QFont::Normal, theme.tokens.dim});
}

QString GauntletView::summary(const LabState &) const
{
    return m_report ? tr("Gauntlet: %1").arg(gauntlet_words::summary(*m_report))
                    : tr("Gauntlet: none was run.");
}

QString GauntletView::asTable(const LabState &) const
{
    QString table
        = u"profile,transport,verdict,first_message_s,worst_latency_s,noticed_s,due,delivered,lost\n"_s;
    if (!m_report)
        return table;
    const auto seconds = [](const std::optional<Duration> &duration) {
        return duration ? QString::number(toSeconds(*duration), 'f', 3) : QString();
    };
    const GauntletSettings &settings = m_report->settings;
    for (std::size_t row = 0; row < settings.rows.size(); ++row)
        for (std::size_t column = 0; column < settings.columns.size(); ++column) {
            const GauntletResult &result = m_report->at(row, column);
            table += u"%1,%2,%3,%4,%5,%6,%7,%8,%9\n"_s
                         .arg(settings.rows[row].name, ::machineName(settings.columns[column]),
                              verdictText(result), seconds(result.firstMessage), seconds(result.worstLatency),
                              seconds(result.noticed))
                         .arg(result.due)
                         .arg(result.delivered)
                         .arg(result.missing());
        }
    return table;
}
