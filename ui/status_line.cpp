#include "ui/status_line.h"

#include "ui/theme/number_text.h"
#include "ui/widgets/digit_label.h"

#include <QHBoxLayout>

#include <chrono>

using namespace Qt::Literals::StringLiterals;

StatusLine::StatusLine(QWidget *parent)
    : Bar(Edge::Bottom, parent)
    , m_status(new DigitLabel(Theme::Text::Caption, QFont::Normal, this))
    , m_address(new DigitLabel(Theme::Text::Mono, QFont::Normal, this))
    , m_noise(new DigitLabel(Theme::Text::Caption, QFont::Medium, this))
{
    setAccessibleName(tr("Status"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 5, 16, 5);
    layout->setSpacing(24);
    m_status->setObjectName(u"status"_s);
    m_address->setCaption(tr("Server"));
    m_address->setObjectName(u"address"_s);
    m_address->setToolTip(tr("Open this address in a browser, or see Help > Connect your own client"));
    m_noise->setCaption(tr("Noise floor"));
    m_noise->setToolTip(tr("How late timers run on this machine now. Smaller differences mean nothing."));
    layout->addWidget(m_status, 1);
    layout->addWidget(m_address);
    layout->addWidget(m_noise);
    m_forget.setSingleShot(true);
    connect(&m_forget, &QTimer::timeout, this, [this] { say({}); });
}

void StatusLine::say(const QString &text, Duration shownFor)
{
    m_forget.stop();
    if (shownFor > Duration{0})
        m_forget.start(std::chrono::ceil<std::chrono::milliseconds>(shownFor));
    m_status->setText(text);
    m_status->setToolTip(text);
}

void StatusLine::showAddress(const QString &text)
{
    m_address->setText(text);
}

void StatusLine::showNoise(double recentMs)
{
    m_noise->setText(latencyText(recentMs).joined());
}

void StatusLine::arrange(const WindowLayout &layout)
{
    m_address->setVisible(layout.address);
    m_noise->setVisible(layout.noise);
}

void StatusLine::applyTheme(const Theme &theme)
{
    Bar::applyTheme(theme);
    for (DigitLabel *label : {m_status, m_address, m_noise})
        label->applyTheme(theme);
}
