#include "ui/teach/choose_view.h"

#include "core/teach/chooser_words.h"
#include "core/teach/decision_sheet.h"
#include "ui/charts/export_frame.h"
#include "ui/teach/choose_memory.h"
#include "ui/teach/choose_picture.h"
#include "ui/teach/chooser_panel.h"
#include "ui/teach/scale_panel.h"
#include "ui/teach/scale_table.h"
#include "ui/transport_descriptor.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/segments.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <cmath>

using namespace Qt::Literals::StringLiterals;

ChooseView::ChooseView(QWidget *parent)
    : TeachPage(parent)
    , m_chooser(new ChooserPanel(this))
    , m_scale(new ScalePanel(this))
    , m_stack(new QStackedWidget(this))
    , m_options(new QWidget(this))
    , m_ownTabs(new Segments(tr("Choose"), {tr("Choose"), tr("At your scale")}, this))
{
    setAutoFillBackground(true);
    buildOptions();
    m_stack->addWidget(m_chooser);
    m_stack->addWidget(m_scale);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addWidget(m_ownTabs, 0, Qt::AlignHCenter);
    all->addWidget(m_stack, 1);
    m_ownTabs->hide();
    connect(m_ownTabs, &Segments::chosen, this, [this](int index) { showTab(static_cast<Tab>(index)); });
    connect(m_chooser, &ChooserPanel::showAsked, this, &ChooseView::scenarioWanted);
    connect(m_scale, &ScalePanel::showAsked, this, &ChooseView::scenarioWanted);
    connect(m_chooser, &ChooserPanel::answered, this, [this](const ChooserAnswers &answers) {
        // One sheet has one number of clients.
        if (answers.clients != choose_memory::answers().clients) {
            Scale scale = m_scale->scale();
            scale.clients = mostClients(answers.clients);
            choose_memory::save(scale);
            m_scale->showScale(scale);
        }
        choose_memory::save(answers);
    });
    connect(m_scale, &ScalePanel::edited, this, [](const Scale &scale) { choose_memory::save(scale); });
    m_chooser->showAnswers(choose_memory::answers());
    m_scale->showScale(choose_memory::scale());
    showTab(Tab::Choose);
}

void ChooseView::buildOptions()
{
    m_tabs = new Segments(tr("Choose"), {tr("Choose"), tr("At your scale")}, m_options);
    connect(m_tabs, &Segments::chosen, this, [this](int index) { showTab(static_cast<Tab>(index)); });
    auto *layout = new QHBoxLayout(m_options);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_tabs);
    auto *copy = new QAction(tr("Copy the sheet"), this);
    copy->setToolTip(tr("Answers, reasons, figures and assumptions as Markdown to the clipboard"));
    connect(copy, &QAction::triggered, this, &ChooseView::copySheet);
    auto *save = new QAction(tr("Save it\u2026"), this);
    save->setToolTip(tr("The same as a file"));
    connect(save, &QAction::triggered, this, &ChooseView::saveSheet);
    m_buttons
        = {new ActionButton(copy, std::nullopt, m_options), new ActionButton(save, std::nullopt, m_options)};
    for (ActionButton *button : m_buttons)
        layout->addWidget(button);
}

QString ChooseView::title() const
{
    return tr("Choose");
}

QString ChooseView::machineName() const
{
    return u"choose"_s;
}

ChooseView::Tab ChooseView::tab() const
{
    return m_stack->currentIndex() == 0 ? Tab::Choose : Tab::Scale;
}

void ChooseView::showTab(Tab tab)
{
    m_stack->setCurrentIndex(static_cast<int>(tab));
    m_tabs->showCurrent(static_cast<int>(tab));
    m_ownTabs->showCurrent(static_cast<int>(tab));
    // What is hidden does not widen what is seen.
    m_chooser->setSizePolicy(tab == Tab::Choose ? QSizePolicy::Preferred : QSizePolicy::Ignored,
                             QSizePolicy::Preferred);
    m_scale->setSizePolicy(tab == Tab::Scale ? QSizePolicy::Preferred : QSizePolicy::Ignored,
                           QSizePolicy::Preferred);
    setFocusProxy(tab == Tab::Choose ? m_chooser->firstControl() : static_cast<QWidget *>(&m_scale->table()));
}

void ChooseView::display(const LabState &state)
{
    const std::pair now(static_cast<qint64>(std::floor(state.snapshot.elapsedS * 2)), state.snapshot.regime);
    if (m_shownAt == now && m_settings == state.settings)
        return;
    m_shownAt = now;
    m_settings = state.settings;
    m_costs = measuredCosts(state.snapshot, state.settings);
    m_scale->showCosts(m_costs);
    setAccessibleDescription(summary(state));
}

void ChooseView::applyTheme(const Theme &theme)
{
    QPalette colours = palette();
    colours.setColor(QPalette::Window, theme.tokens.surf);
    setPalette(colours);
    for (ActionButton *button : m_buttons)
        button->applyTheme(theme);
    m_ownTabs->setVisible(theme.isProjector());
    layout()->setContentsMargins(0, theme.isProjector() ? theme.px(16) : 0, 0, 0);
    m_chooser->applyTheme(theme);
    m_scale->applyTheme(theme);
}

QString ChooseView::sheet() const
{
    return decisionSheet({.answers = m_chooser->answers(),
                          .scale = m_scale->scale(),
                          .costs = m_costs,
                          .settings = m_settings,
                          .gauntlet = m_gauntlet ? m_gauntlet() : std::nullopt,
                          .writtenAt = QDateTime::currentDateTime(),
                          .version = programVersion()});
}

void ChooseView::copySheet()
{
    QGuiApplication::clipboard()->setText(sheet());
    emit said(tr("Copied the decision sheet."));
}

void ChooseView::saveSheet()
{
    emit saveWanted(tr("Save the decision sheet"), u"decision.md"_s, sheet());
}

void ChooseView::paintExport(QPainter &painter, const QSizeF &size, const LabState &state,
                             const Theme &theme) const
{
    ChartPainter chart(painter, theme, true);
    painter.setRenderHint(QPainter::Antialiasing);
    if (tab() == Tab::Choose) {
        const QRectF area
            = paintExportFrame(chart, size, state, tr("Which way of getting messages to clients?"));
        choose_picture::paintRecommendation(chart, area, m_chooser->answers());
        return;
    }
    const QRectF area = paintExportFrame(chart, size, state, tr("What it costs at this size"));
    const MeasuredCosts costs = measuredCosts(state.snapshot, state.settings);
    const QStringList lines{scaleInWords(m_scale->scale()), costsInWords(costs), m_scale->arithmetic()};
    const ScaleSheet estimate = scaleSheet(m_scale->scale(), costs);
    choose_picture::paintScale(chart, area, estimate, lines + estimate.notes);
}

QString ChooseView::summary(const LabState &) const
{
    if (tab() == Tab::Scale)
        return tr("At your scale: %1").arg(m_scale->arithmetic());
    const Recommendation &recommendation = m_chooser->recommendation();
    return tr("%1 %2 %3")
        .arg(chooser_words::verdict(recommendation), chooser_words::condition(recommendation),
             recommendation.best().reasons.first().text)
        .simplified();
}

QString ChooseView::asTable(const LabState &state) const
{
    const auto quoted = [](QString text) { return u'"' + text.replace(u'"', u"\"\""_s) + u'"'; };
    QString table = u"quantity,transport,value,unit,arithmetic\n"_s;
    for (const ScaleRow &row :
         scaleSheet(m_scale->scale(), measuredCosts(state.snapshot, state.settings)).rows)
        for (const TransportKind kind : allTransportKinds) {
            const ScaleCell &cell = row.of(kind);
            table
                += u"%1,%2,%3,%4,%5\n"_s.arg(row.name, ::machineName(kind),
                                             cell.number ? QString::number(*cell.number, 'g', 10) : QString(),
                                             row.unit, quoted(cell.arithmetic));
        }
    return table;
}
