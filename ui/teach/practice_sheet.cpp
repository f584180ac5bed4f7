#include "ui/teach/practice_sheet.h"

#include "ui/teach/point_box.h"
#include "ui/teach/practice_actions.h"
#include "ui/widgets/action_button.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QResizeEvent>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using Text = Theme::Text;

namespace {

/// Width of the column in heights of its text.
constexpr int columnInText = 48;

QLabel *addLabel(QBoxLayout *layout, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    layout->addWidget(label);
    return label;
}

void setWords(QLabel *label, const QString &text)
{
    label->setText(practice_words::unbroken(text));
    label->setAccessibleName(text);
    label->setVisible(!text.isEmpty());
}

void colour(QLabel *label, const QColor &ink)
{
    QPalette palette = label->palette();
    palette.setColor(QPalette::WindowText, ink);
    label->setPalette(palette);
}

} // namespace

int practiceMargin(const Theme &theme, int width)
{
    return std::max(theme.px(theme.isProjector() ? 32 : 24),
                    (width - columnInText * theme.size(Text::Sentence)) / 2);
}

PracticeSheet::PracticeSheet(const PracticeActions &actions, QWidget *parent)
    : QScrollArea(parent)
{
    setFrameShape(NoFrame);
    setFocusPolicy(Qt::NoFocus);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    build(actions);
}

void PracticeSheet::build(const PracticeActions &actions)
{
    m_page = new QWidget(this);
    m_column = new QVBoxLayout(m_page);
    m_column->setSpacing(0);
    m_problem = addLabel(m_column, m_page);
    m_caption = addLabel(m_column, m_page);
    m_heading = addLabel(m_column, m_page);
    m_lead = addLabel(m_column, m_page);
    m_rest = addLabel(m_column, m_page);
    m_more = new ActionButton(actions.whole, std::nullopt, m_page);
    m_column->addWidget(m_more);
    m_tick = addLabel(m_column, m_page);
    m_pointArea = new QWidget(m_page);
    m_pointGrid = new QGridLayout(m_pointArea);
    m_pointGrid->setContentsMargins(0, 0, 0, 0);
    m_column->addWidget(m_pointArea);
    m_source = addLabel(m_column, m_page);
    m_proofRow = new QWidget(m_page);
    auto *row = new QHBoxLayout(m_proofRow);
    row->setContentsMargins(0, 0, 0, 0);
    m_prove = new ActionButton(actions.prove, Glyph::Run, m_proofRow);
    row->addWidget(m_prove);
    m_proof = addLabel(row, m_proofRow);
    row->setStretchFactor(m_proof, 1);
    m_column->addWidget(m_proofRow);
    m_column->addStretch(1);
    setWidget(m_page);
}

void PracticeSheet::showText(const PracticeText &text)
{
    if (text == m_text)
        return;
    const bool sameQuestion = text.heading == m_text.heading && text.points == m_text.points;
    m_text = text;
    setWords(m_problem, text.problem);
    setWords(m_caption, text.caption);
    setWords(m_heading, text.heading);
    setWords(m_lead, text.lead);
    setWords(m_source, text.source);
    setWords(m_proof, text.proof);
    m_prove->setVisible(text.provable);
    m_proofRow->setVisible(!text.proof.isEmpty());
    if (!sameQuestion) {
        m_whole = false;
        showPoints();
        verticalScrollBar()->setValue(0);
    }
    fit();
}

void PracticeSheet::showPoints()
{
    qDeleteAll(std::exchange(m_points, {}));
    for (const QString &point : m_text.points) {
        auto *box = new PointBox(point, m_pointArea);
        box->applyTheme(m_theme);
        connect(box, &QCheckBox::toggled, this, &PracticeSheet::tickedChanged);
        // Points first, then the proof and what is below.
        QWidget::setTabOrder(m_points.isEmpty() ? static_cast<QWidget *>(m_more) : m_points.last(), box);
        m_points += box;
    }
    if (!m_points.isEmpty())
        QWidget::setTabOrder(m_points.last(), m_prove);
    m_pointArea->setVisible(!m_points.isEmpty());
    setWords(m_tick, m_points.isEmpty() ? QString() : tr("Tick what you said"));
    emit tickedChanged();
}

/// In two columns if all of them fit into half of the width, else one below the other.
void PracticeSheet::placePoints(int width)
{
    const int half = (width - m_pointGrid->horizontalSpacing()) / 2;
    const bool pairs
        = std::ranges::all_of(m_points, [half](const PointBox *box) { return box->oneLineWidth() <= half; });
    for (int i = 0; i < static_cast<int>(m_points.size()); ++i)
        m_pointGrid->addWidget(m_points.at(i), pairs ? i / 2 : i, pairs ? i % 2 : 0);
    m_pointGrid->setColumnStretch(0, 1);
    m_pointGrid->setColumnStretch(1, pairs ? 1 : 0);
}

qsizetype PracticeSheet::ticked() const
{
    return std::ranges::count_if(m_points, &QCheckBox::isChecked);
}

void PracticeSheet::setWhole(bool whole)
{
    m_whole = whole;
    fit();
}

void PracticeSheet::applyTheme(const Theme &theme)
{
    m_theme = theme;
    QPalette colours = palette();
    colours.setColor(QPalette::Window, theme.tokens.surf);
    setPalette(colours);
    m_problem->setFont(theme.font(Text::Body, QFont::Medium));
    m_caption->setFont(theme.font(Text::PaneName));
    m_heading->setFont(theme.font(Text::Question, QFont::DemiBold));
    m_lead->setFont(theme.font(Text::Sentence, QFont::Medium));
    m_tick->setFont(theme.font(Text::Body));
    m_source->setFont(theme.font(Text::Body));
    m_proof->setFont(theme.font(Text::Body));
    colour(m_problem, theme.tokens.bad);
    for (QLabel *label : {m_heading, m_lead, m_rest})
        colour(label, theme.tokens.ink);
    for (QLabel *label : {m_caption, m_tick, m_source, m_proof})
        colour(label, theme.tokens.dim);
    m_problem->setContentsMargins(0, 0, 0, theme.px(12));
    m_heading->setContentsMargins(0, theme.px(4), 0, 0);
    m_lead->setContentsMargins(0, theme.px(16), 0, 0);
    m_rest->setContentsMargins(0, theme.px(8), 0, theme.px(8));
    m_source->setContentsMargins(0, theme.px(12), 0, theme.px(8));
    m_tick->setContentsMargins(0, theme.px(8), 0, theme.px(4));
    m_pointGrid->setHorizontalSpacing(theme.px(16));
    m_pointGrid->setVerticalSpacing(theme.px(4));
    for (PointBox *box : std::as_const(m_points))
        box->applyTheme(theme);
    m_more->applyTheme(theme);
    m_prove->applyTheme(theme);
    m_proofRow->layout()->setSpacing(theme.px(8));
    fit();
}

int PracticeSheet::tryOut(int pixels, qsizetype left, int width)
{
    m_left = left;
    QFont font = m_theme.font(Text::Sentence);
    font.setPixelSize(pixels);
    m_rest->setFont(font);
    setWords(m_rest, m_text.rest.mid(0, m_text.rest.size() - left).join(QLatin1Char(' ')));
    m_more->setVisible(left > 0);
    m_column->invalidate();
    return m_column->totalHeightForWidth(width);
}

/// Makes the text fit into `room`; false: it has to be scrolled.
bool PracticeSheet::settle(const QSize &room)
{
    const int side = practiceMargin(m_theme, room.width());
    m_column->setContentsMargins(side, m_theme.px(m_theme.isProjector() ? 16 : 24), side, m_theme.px(8));
    placePoints(room.width() - 2 * side);
    const int least = m_theme.size(Text::PaneName);
    for (int pixels = m_theme.size(Text::Sentence); pixels >= least; --pixels)
        if (tryOut(pixels, 0, room.width()) <= room.height())
            return true;
    for (qsizetype left = 1; !m_whole && left <= m_text.rest.size(); ++left)
        if (tryOut(least, left, room.width()) <= room.height())
            return true;
    tryOut(least, 0, room.width());
    return false;
}

void PracticeSheet::fit()
{
    if (m_fitting)
        return;
    m_fitting = true;
    const bool was = isShortened();
    QSize room = maximumViewportSize();
    if (settle(room)) {
        setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    } else {
        setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
        room.rwidth() -= verticalScrollBar()->sizeHint().width();
        (void)settle(room);
    }
    m_fitting = false;
    if (was != isShortened())
        emit shortenedChanged();
}

void PracticeSheet::resizeEvent(QResizeEvent *event)
{
    QScrollArea::resizeEvent(event);
    fit();
}
