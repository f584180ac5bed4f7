#include "ui/view_card.h"

#include "ui/widgets/card_bar.h"

#include <QComboBox>
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

/// From this height on (at 100 % text) a card has room for a second line in its bar.
constexpr double tallCard = 420;

} // namespace

ViewCard::ViewCard(const ViewFactory &factory, QWidget *parent)
    : QWidget(parent)
    , m_stack(new QStackedWidget(this))
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
            view->setAccessibleName(view->wantsWholeBody() ? view->title()
                                                           : tr("%1 chart").arg(view->title()));
        connect(view, &LabView::viewOptionsChanged, this, &ViewCard::viewOptionsChanged);
        connect(view, &LabView::selectionChanged, this, &ViewCard::selectionChanged);
        connect(view, &LabView::tabsCommanded, this, &ViewCard::tabsCommanded);
    }
    setCurrent(0);
}

void ViewCard::buildBar()
{
    m_bar = new CardBar(this);
    for (std::size_t i = 0; i < m_views.size(); ++i)
        m_bar->addTab(m_views[i]->title(), tr("Show this view (Alt+%1)").arg(i + 1));
    m_bar->setChoiceTip(tr("What this card shows (Alt+1 to Alt+%1)").arg(m_views.size()));
    connect(m_bar, &CardBar::chosen, this, &ViewCard::setCurrent);
    m_window = new QComboBox(m_bar);
    m_window->setAccessibleName(tr("Time window"));
    m_window->setToolTip(tr("How much time the charts show (Ctrl+[ and Ctrl+])"));
    for (const Window &window : windows)
        m_window->addItem(tr(window.text), window.seconds);
    connect(m_window, &QComboBox::activated, this, [this] {
        m_shown.windowS = m_window->currentData().toDouble();
        emit viewOptionsChanged(m_shown);
    });
    m_bar->setLast(m_window);
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
    m_bar->setTall(height() >= theme.px(tallCard));
    update();
}

void ViewCard::setCurrent(int index)
{
    if (index < 0 || index >= static_cast<int>(m_views.size()))
        return;
    const int before = current();
    // What is hidden does not widen what is seen.
    for (std::size_t i = 0; i < m_views.size(); ++i) {
        const auto policy = static_cast<int>(i) == index ? QSizePolicy::Preferred : QSizePolicy::Ignored;
        m_views[i]->setSizePolicy(policy, policy);
    }
    m_stack->setCurrentIndex(index);
    m_bar->setOptions(currentView()->options());
    m_bar->showLast(currentView()->usesTimeWindow());
    m_bar->setCurrent(index);
    emit currentChanged(index, before);
}

bool ViewCard::showView(const QString &machineName)
{
    for (std::size_t i = 0; i < m_views.size(); ++i)
        if (m_views[i]->machineName() == machineName) {
            setCurrent(static_cast<int>(i));
            return true;
        }
    return false;
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

void ViewCard::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_bar->setTall(height() >= m_theme.px(tallCard));
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
