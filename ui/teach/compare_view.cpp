#include "ui/teach/compare_view.h"

#include "core/teach/comparison_table.h"
#include "ui/charts/export_frame.h"
#include "ui/teach/compare_grid.h"
#include "ui/teach/compare_words.h"
#include "ui/widgets/action_button.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace {

ComparisonTable tableOf(const LabState &state)
{
    return comparisonTable(state.snapshot, state.settings);
}

} // namespace

CompareView::CompareView(QWidget *parent)
    : TeachPage(parent)
    , m_grid(new CompareGrid(this))
    , m_basis(new QLabel(this))
    , m_options(new QWidget(this))
{
    setAutoFillBackground(true);
    setFocusProxy(m_grid);
    m_basis->setWordWrap(true);
    m_basis->setAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(0);
    layout->addWidget(m_grid, 1);
    layout->addWidget(m_basis);
    buildOptions();
    connect(m_grid, &CompareGrid::followed, this, &CompareView::follow);
}

void CompareView::buildOptions()
{
    auto *copy = new QAction(tr("Copy as Markdown"), this);
    copy->setToolTip(tr("The table as it is now, for a README or an issue"));
    connect(copy, &QAction::triggered, this, [this] {
        QGuiApplication::clipboard()->setText(m_markdown);
        emit said(tr("Copied the table as Markdown."));
    });
    m_copy = new ActionButton(copy, std::nullopt, m_options);
    auto *layout = new QHBoxLayout(m_options);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_copy);
    m_options->hide();
}

QString CompareView::title() const
{
    return tr("Compare");
}

QString CompareView::machineName() const
{
    return u"compare"_s;
}

QSize CompareView::leastExportSize() const
{
    return {1280, 760};
}

void CompareView::follow(const ShownAt &target)
{
    if (target.scenario.isEmpty())
        emit viewWanted(target.view);
    else
        emit scenarioWanted(target.scenario);
}

bool CompareView::isDue(const LabState &state) const
{
    const bool runs = state.snapshot.phase == RunSnapshot::Phase::Running && !state.frozen;
    return !m_sinceShown.isValid() || m_sinceShown.elapsed() >= showEveryMs || !runs
        || state.snapshot.regime != m_regime;
}

void CompareView::display(const LabState &state)
{
    if (!isDue(state))
        return;
    if (state.snapshot.regime != m_regime || !m_sinceShown.isValid())
        m_grid->forgetHeights();
    m_sinceShown.start();
    m_regime = state.snapshot.regime;
    m_basis->setText(compare_words::basis(state, m_theme.isProjector()));
    const ComparisonTable table = tableOf(state);
    m_markdown = compare_words::markdown(table, state);
    m_grid->display(table);
    setAccessibleDescription(compare_words::summary(table));
}

void CompareView::applyTheme(const Theme &theme)
{
    m_theme = theme;
    QPalette colours = palette();
    colours.setColor(QPalette::Window, theme.tokens.surf);
    setPalette(colours);
    QPalette dim = colours;
    dim.setColor(QPalette::WindowText, theme.tokens.dim);
    m_basis->setPalette(dim);
    m_basis->setFont(theme.font(Theme::Text::Caption));
    m_basis->setContentsMargins(10, theme.px(4), 10, theme.px(4));
    layout()->setContentsMargins(16, 4, 16, 4);
    m_copy->applyTheme(theme);
    m_sinceShown.invalidate(); // the words depend on the theme, too
    m_grid->applyTheme(theme);
}

void CompareView::paintExport(QPainter &painter, const QSizeF &size, const LabState &state,
                              const Theme &theme) const
{
    ChartPainter chart(painter, theme, true);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF area = paintExportFrame(chart, size, state, tr("The comparison table, measured"));
    CompareLook foot{.theme = theme, .width = area.width() - theme.px(16)};
    const CompareText basis = plainText(compare_words::basis(state, theme.isProjector()), foot);
    const double footTop = area.bottom() - basis.height - theme.px(8);
    ComparePicture picture(tableOf(state), theme);
    picture.layOut({area.width(), footTop - area.top()});
    picture.paint(chart, {area.left(), area.top(), area.width(), footTop - area.top()});
    paintCompareText(chart, basis, {area.left() + theme.px(8), footTop + theme.px(4)}, foot);
}

QString CompareView::summary(const LabState &state) const
{
    return compare_words::summary(tableOf(state));
}

QString CompareView::asTable(const LabState &state) const
{
    return compare_words::csv(tableOf(state));
}

QString CompareView::asMarkdown(const LabState &state) const
{
    return compare_words::markdown(tableOf(state), state);
}
