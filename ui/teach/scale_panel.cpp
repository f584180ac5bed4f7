#include "ui/teach/scale_panel.h"

#include "ui/teach/scale_controls.h"
#include "ui/teach/scale_painter.h"
#include "ui/teach/scale_table.h"
#include "ui/teach/two_columns.h"
#include "ui/transport_descriptor.h"
#include "ui/widgets/action_button.h"

#include <QAction>
#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr double leastTable = 560;
/// Always below the controls.
constexpr double wholeWidth = 1e5;
constexpr double tallFrom = 640;

QLabel *textLabel(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    return label;
}

} // namespace

ScalePanel::ScalePanel(QWidget *parent)
    : QWidget(parent)
    , m_controls(new ScaleControls(this))
    , m_source(textLabel(this))
    , m_table(new ScaleTable(this))
    , m_arithmetic(textLabel(this))
    , m_notes(textLabel(this))
{
    m_arithmetic->setTextFormat(Qt::RichText);
    auto *action = new QAction(tr("Run Ping-pong"), this);
    action->setToolTip(tr("Measure both here, in the laboratory"));
    m_run = new ActionButton(action, std::nullopt, this);
    auto *right = new QWidget(this);
    auto *layout = new QVBoxLayout(right);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_source, m_table, m_arithmetic, m_notes, m_run})
        layout->addWidget(widget);
    layout->addStretch(1);
    m_columns = new TwoColumns(m_controls, right, leastTable);
    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(m_columns);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(scroll);

    connect(action, &QAction::triggered, this, [this] { emit showAsked(u"ping-pong"_s); });
    connect(m_table, &ScaleTable::cellSelected, this, &ScalePanel::showArithmetic);
    connect(m_controls, &ScaleControls::edited, this, [this](const Scale &scale) {
        m_scale = scale;
        calculate();
        emit edited(m_scale);
    });
    calculate();
}

void ScalePanel::showScale(const Scale &scale)
{
    m_scale = scale;
    m_controls->showScale(scale);
    calculate();
}

void ScalePanel::showCosts(const MeasuredCosts &costs)
{
    if (costs == m_costs)
        return;
    m_costs = costs;
    calculate();
}

void ScalePanel::calculate()
{
    m_sheet = scaleSheet(m_scale, m_costs);
    m_source->setText(costsInWords(m_costs));
    m_table->display(scale_painter::shownRows(m_sheet, m_theme));
    // The projector has room for what a published estimate is shown for.
    const bool projector = m_theme.isProjector();
    m_notes->setText(m_sheet.notes.mid(0, projector ? 1 : -1).join(u'\n'));
    m_notes->setVisible(!projector || m_scale.basis != ScaleBasis::Measured);
    m_run->setVisible(m_scale.basis == ScaleBasis::PingPong);
    showArithmetic();
}

QString ScalePanel::arithmeticOf(TransportKind kind) const
{
    const ScaleRow *row = m_table->selectedRow();
    return row ? tr("%1, %2: %3").arg(row->title, descriptorOf(kind).name, row->of(kind).arithmetic)
               : QString();
}

QString ScalePanel::arithmetic() const
{
    return arithmeticOf(m_table->selectedTransport());
}

void ScalePanel::showArithmetic()
{
    QString text;
    for (const TransportKind kind : allTransportKinds) {
        const bool selected = kind == m_table->selectedTransport();
        if (selected || m_tall)
            text += u"<p style=\"color:%1; margin:0 0 6px 0\">%2</p>"_s.arg(
                (selected ? m_theme.tokens.ink : m_theme.tokens.dim).name(),
                arithmeticOf(kind).toHtmlEscaped());
    }
    m_arithmetic->setText(text);
    m_table->setAccessibleDescription(arithmetic());
}

void ScalePanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const bool tall = !m_theme.isProjector() && height() >= m_theme.px(tallFrom);
    if (tall == m_tall)
        return;
    m_tall = tall;
    showArithmetic();
}

void ScalePanel::applyTheme(const Theme &theme)
{
    m_theme = theme;
    QPalette dim = palette();
    dim.setColor(QPalette::WindowText, theme.tokens.dim);
    for (QLabel *label : {m_source, m_notes}) {
        label->setFont(theme.font(Theme::Text::Caption));
        label->setPalette(dim);
    }
    m_arithmetic->setFont(theme.font(Theme::Text::Body));
    m_controls->applyTheme(theme);
    m_table->applyTheme(theme);
    m_run->applyTheme(theme);
    m_columns->setLeastSecond(theme.isProjector() ? wholeWidth : leastTable);
    m_columns->applyTheme(theme);
    calculate();
}
