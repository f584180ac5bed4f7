#include "ui/view_card.h"

#include <QAbstractButton>
#include <QButtonGroup>
#include <QComboBox>
#include <QHBoxLayout>
#include <QPainter>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <array>

namespace {

struct Window
{
    double seconds;
    const char *text;
};
constexpr std::array windows{
    Window{10, QT_TRANSLATE_NOOP("ViewCard", "10 s")}, Window{30, QT_TRANSLATE_NOOP("ViewCard", "30 s")},
    Window{60, QT_TRANSLATE_NOOP("ViewCard", "60 s")}, Window{300, QT_TRANSLATE_NOOP("ViewCard", "5 min")},
    Window{0, QT_TRANSLATE_NOOP("ViewCard", "all")}};

class TabButton : public QAbstractButton
{
public:
    TabButton(const QString &text, QWidget *parent)
        : QAbstractButton(parent)
    {
        setText(text);
        setCheckable(true);
        setFocusPolicy(Qt::StrongFocus);
        setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
        setAttribute(Qt::WA_Hover);
    }
    QSize sizeHint() const override
    {
        QFont bold = font();
        bold.setWeight(QFont::DemiBold);
        return {QFontMetrics(bold).horizontalAdvance(text()) + 20, std::max(36, fontMetrics().height() + 16)};
    }
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        const QPalette &p = palette();
        QFont face = font();
        if (isChecked())
            face.setWeight(QFont::DemiBold);
        painter.setFont(face);
        painter.setPen(
            p.color(isChecked() || underMouse() ? QPalette::WindowText : QPalette::PlaceholderText));
        painter.drawText(rect(), Qt::AlignCenter, text());
        if (isChecked())
            painter.fillRect(0, height() - 2, width(), 2, p.color(QPalette::WindowText));
        if (hasFocus()) {
            painter.setRenderHint(QPainter::Antialiasing);
            painter.setPen(QPen(p.color(QPalette::Highlight), 2));
            painter.drawRoundedRect(QRectF(rect()).adjusted(1, 3, -1, -4), 4, 4);
        }
    }
};

} // namespace

ViewCard::ViewCard(const ViewFactory &factory, QWidget *parent)
    : QWidget(parent)
    , m_stack(new QStackedWidget(this))
    , m_options(new QStackedWidget(this))
{
    m_views = factory(m_stack);
    buildBar();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->setSpacing(0);
    layout->addWidget(m_bar);
    layout->addWidget(m_stack, 1);
    for (LabView *view : m_views) {
        m_stack->addWidget(view);
        if (view->accessibleName().isEmpty())
            view->setAccessibleName(tr("%1 chart").arg(view->title()));
        QWidget *options = view->options();
        m_options->addWidget(options ? options : new QWidget(m_options));
        connect(view, &LabView::viewOptionsChanged, this, &ViewCard::viewOptionsChanged);
    }
    setCurrent(0);
}

void ViewCard::buildBar()
{
    m_bar = new QWidget(this);
    m_barLayout = new QHBoxLayout(m_bar);
    m_barLayout->setContentsMargins(4, 0, 12, 0);
    m_barLayout->setSpacing(4);
    auto *group = new QButtonGroup(this);
    for (std::size_t i = 0; i < m_views.size(); ++i) {
        auto *tab = new TabButton(m_views[i]->title(), m_bar);
        tab->setAccessibleName(tr("%1 view").arg(m_views[i]->title()));
        tab->setToolTip(tr("Show this view (Alt+%1)").arg(i + 1));
        group->addButton(tab, static_cast<int>(i));
        m_tabs.push_back(tab);
        m_barLayout->addWidget(tab);
    }
    connect(group, &QButtonGroup::idClicked, this, &ViewCard::setCurrent);
    m_window = new QComboBox(m_bar);
    m_window->setAccessibleName(tr("Time window"));
    m_window->setToolTip(tr("How much time the charts show (Ctrl+[ and Ctrl+])"));
    for (const Window &window : windows)
        m_window->addItem(tr(window.text), window.seconds);
    connect(m_window, &QComboBox::activated, this, [this] {
        m_shown.windowS = m_window->currentData().toDouble();
        emit viewOptionsChanged(m_shown);
    });
    m_barLayout->addStretch(1);
    m_barLayout->addWidget(m_options);
    m_barLayout->addSpacing(4);
    m_barLayout->addWidget(m_window);
    m_options->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void ViewCard::display(const LabState &state)
{
    m_shown = state.view;
    const int index = m_window->findData(state.view.windowS);
    if (index != m_window->currentIndex())
        m_window->setCurrentIndex(index);
    if (LabView *view = currentView())
        view->display(state);
}

void ViewCard::applyTheme(const Theme &theme)
{
    m_theme = theme;
    m_bar->setVisible(!theme.isProjector());
    for (LabView *view : m_views)
        view->applyTheme(theme);
    update();
}

void ViewCard::setCurrent(int index)
{
    if (index < 0 || index >= static_cast<int>(m_views.size()))
        return;
    m_stack->setCurrentIndex(index);
    m_options->setCurrentIndex(index);
    for (int i = 0; i < m_options->count(); ++i)
        m_options->widget(i)->setSizePolicy(i == index ? QSizePolicy::Preferred : QSizePolicy::Ignored,
                                            i == index ? QSizePolicy::Preferred : QSizePolicy::Ignored);
    m_options->adjustSize();
    m_tabs[static_cast<std::size_t>(index)]->setChecked(true);
    emit currentChanged(index);
}

int ViewCard::current() const
{
    return m_stack->currentIndex();
}

LabView *ViewCard::currentView() const
{
    const int index = current();
    return index >= 0 && index < static_cast<int>(m_views.size()) ? m_views[static_cast<std::size_t>(index)]
                                                                  : nullptr;
}

void ViewCard::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Tokens &t = m_theme.tokens;
    if (m_theme.isProjector()) {
        painter.fillRect(rect(), t.surf);
        return;
    }
    painter.setPen(QPen(t.line, 1));
    painter.setBrush(t.surf);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    painter.drawLine(0, m_bar->geometry().bottom() + 1, width(), m_bar->geometry().bottom() + 1);
}
