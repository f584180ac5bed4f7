#include "ui/teach/scale_controls.h"

#include "core/teach/figure_text.h"
#include "ui/widgets/setting_control.h"
#include "ui/widgets/value_parser.h"

#include <QCheckBox>
#include <QComboBox>
#include <QCoreApplication>
#include <QGridLayout>
#include <QLabel>

#include <algorithm>
#include <cmath>

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ScaleControls", text);
}

using Kind = ValueScale::Kind;
using Steps = ValueScale::Steps;

/// A number of a scale on the screen.
struct Entry
{
    double Scale::*member;
    bool essential;
    SettingDescription description;
};

ValueField::Parse seconds()
{
    return valueParser({{"s", 1}, {"ms", 0.001}, {"min", 60}, {"h", 3600}});
}

std::vector<Entry> traffic()
{
    return {{&Scale::clients,
             true,
             {tr("Clients"),
              tr("All connected at the same time."),
              {.kind = Kind::Log, .min = 1, .max = 10'000'000, .whole = true},
              figure_text::plain,
              valueParser({{"k", 1000}, {"m", 1e6}}),
              false}},
            {&Scale::messagesPerSecond,
             true,
             {tr("Messages to each"),
              tr("At random moments; a client gets all of them."),
              {.kind = Kind::ZeroThenLog, .min = 0, .max = 1000, .firstPositive = 0.001},
              figure_text::rate,
              valueParser({{"/s", 1}, {"/min", 1 / 60.0}, {"/h", 1 / 3600.0}}),
              false}},
            {&Scale::pollInterval,
             true,
             {tr("A poll every"),
              tr("Short polling alone."),
              {.kind = Kind::Log, .min = 0.05, .max = 3600},
              figure_text::seconds,
              seconds(),
              false}},
            {&Scale::payload,
             false,
             {tr("Payload of each"),
              tr("A message's data, without what is around it."),
              {.kind = Kind::ZeroThenLog,
               .min = 0,
               .max = 1024.0 * 1024,
               .firstPositive = 1,
               .arrow = 1.25,
               .whole = true},
              figure_text::byteCount,
              valueParser({{"b", 1}, {"kb", 1000}, {"kib", 1024}, {"mb", 1e6}}),
              false}}};
}

std::vector<Entry> upkeep()
{
    return {{&Scale::heartbeat,
             false,
             {tr("A heartbeat every"),
              tr("A ping or comment on a stream; on long polling the answer that ends a hold without news."),
              {.kind = Kind::Log, .min = 1, .max = 300},
              figure_text::seconds,
              seconds(),
              false}},
            {&Scale::jitterWindow,
             false,
             {tr("Come back within"),
              tr("After a restart clients wait a random time up to this before they connect (RFC 6455 7.2.3: "
                 "up to 5 s)."),
              {.kind = Kind::ZeroThenLog, .min = 0, .max = 600, .firstPositive = 0.1},
              figure_text::seconds,
              seconds(),
              false}},
            {&Scale::hoursADay,
             false,
             {tr("Hours a day"),
              tr("How long the clients are connected, for a month's traffic."),
              {.min = 1, .max = 24, .steps = Steps::Absolute, .arrow = 1, .page = 6, .whole = true},
              figure_text::plain,
              valueParser({{"h", 1}}),
              false}}};
}

std::vector<Entry> entries()
{
    std::vector<Entry> all = traffic();
    for (Entry &entry : upkeep())
        all.push_back(std::move(entry));
    return all;
}

/// What a source's estimate does not depend on cannot be changed while it is on show.
bool isUsed(double Scale::*member, ScaleBasis basis)
{
    switch (basis) {
    case ScaleBasis::Measured:
        return true;
    case ScaleBasis::HpbnMinute:
    case ScaleBasis::HpbnSecond:
        return member == &Scale::clients || member == &Scale::pollInterval;
    case ScaleBasis::QuantumLeap:
        return member == &Scale::clients || member == &Scale::messagesPerSecond;
    case ScaleBasis::PingPong:
        return false;
    }
    return true;
}

} // namespace

ScaleControls::ScaleControls(QWidget *parent)
    : QWidget(parent)
    , m_costsLabel(new QLabel(tr("Costs"), this))
    , m_costs(new QComboBox(this))
    , m_estimate(new QCheckBox(tr("TCP/IP and TLS (estimate)"), this))
{
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    for (const ScaleBasis basis : allScaleBases)
        m_costs->addItem(scaleBasisName(basis));
    m_costs->setAccessibleName(m_costsLabel->text());
    m_costs->setToolTip(tr("Multiply what was measured in this run, or reproduce a published estimate"));
    m_costs->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_costs->setMinimumContentsLength(12);
    m_costsLabel->setBuddy(m_costs);
    for (const Entry &entry : entries()) {
        auto *control = new SettingControl(entry.description, this);
        m_fields.push_back({control, entry.member, entry.essential});
        connect(control, &SettingControl::edited, this, [this, member = entry.member](double value) {
            m_scale.*member = value;
            emit edited(m_scale);
        });
    }
    m_estimate->setToolTip(tr(
        "Adds a guess, not a measurement: 40 bytes of TCP/IP headers a segment and 22 bytes a TLS record"));
    connect(m_estimate, &QCheckBox::clicked, this, [this](bool on) {
        m_scale.networkEstimate = on;
        emit edited(m_scale);
    });
    connect(m_costs, &QComboBox::activated, this, [this](int index) {
        showScale(withBasis(m_scale, allScaleBases.at(static_cast<std::size_t>(index))));
        emit edited(m_scale);
    });
    place();
    showScale({});
}

void ScaleControls::showScale(const Scale &scale)
{
    m_scale = scale;
    m_costs->setCurrentIndex(static_cast<int>(scale.basis));
    for (const Field &field : m_fields)
        field.control->showValue(scale.*field.member);
    m_estimate->setChecked(scale.networkEstimate && scale.basis == ScaleBasis::Measured);
    arrange();
}

void ScaleControls::arrange()
{
    for (const Field &field : m_fields) {
        field.control->setEnabled(isUsed(field.member, m_scale.basis));
        field.control->setVisible(field.essential || !m_theme.isProjector());
    }
    m_estimate->setEnabled(m_scale.basis == ScaleBasis::Measured);
}

/// One below the other; on the projector in rows of three.
void ScaleControls::place()
{
    auto *grid = static_cast<QGridLayout *>(layout());
    const bool projector = m_theme.isProjector();
    grid->setHorizontalSpacing(m_theme.px(40));
    grid->setVerticalSpacing(m_theme.px(projector ? 12 : 4));
    m_costsLabel->setVisible(!projector);
    grid->addWidget(m_costsLabel, projector ? 2 : 0, 0);
    grid->addWidget(m_costs, 1, 0);
    // Apart from the numbers below it.
    grid->setRowMinimumHeight(2, projector ? 0 : m_theme.px(4));
    int row = 3;
    int column = 0;
    for (const Field &field : m_fields) {
        if (!projector)
            grid->addWidget(field.control, row++, 0);
        else if (field.essential)
            grid->addWidget(field.control, 0, column++);
    }
    grid->addWidget(m_estimate, projector ? 1 : row, projector ? 1 : 0);
    for (int i = 0; i < 3; ++i)
        grid->setColumnStretch(i, projector || i == 0 ? 1 : 0);
}

void ScaleControls::applyTheme(const Theme &theme)
{
    m_theme = theme;
    m_estimate->setMinimumHeight(theme.px(theme.isProjector() ? 34 : 26));
    place();
    arrange();
    updateGeometry();
}

QSize ScaleControls::sizeHint() const
{
    return {std::max(m_theme.px(256), QWidget::sizeHint().width()), QWidget::sizeHint().height()};
}

bool isPlausible(const Scale &scale)
{
    return std::ranges::all_of(entries(), [&scale](const Entry &entry) {
        const double value = scale.*entry.member;
        return std::isfinite(value) && value >= entry.description.scale.min
            && value <= entry.description.scale.max;
    });
}
