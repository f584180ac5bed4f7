#include "ui/faults_section.h"

#include "ui/setting_descriptions.h"
#include "ui/transport_descriptor.h"
#include "ui/widgets/segments.h"
#include "ui/widgets/setting_control.h"
#include "ui/widgets/setting_row.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("FaultPlan", text);
}

} // namespace

FaultsSection::FaultsSection(QWidget *parent)
    : FoldingSection(tr("Faults"), parent)
{
    buildFault();
    buildRecovery();
    showFault();
}

void FaultsSection::buildFault()
{
    m_kind = new QComboBox(this);
    m_kind->setAccessibleName(tr("Fault"));
    for (const FaultDescriptor &descriptor : faultDescriptors())
        m_kind->addItem(translated(descriptor.label));
    m_lane = new QComboBox(this);
    m_lane->setAccessibleName(tr("Where the fault strikes"));
    m_lane->addItem(tr("all lanes at once"));
    for (const TransportKind kind : allTransportKinds)
        m_lane->addItem(::descriptorOf(kind).name);
    for (QComboBox *box : {m_kind, m_lane})
        box->setMinimumContentsLength(8);
    content()->addWidget(settingRow(tr("Fault"), m_kind, this));
    content()->addWidget(settingRow(tr("Where"), m_lane, this));
    m_length = new SettingControl(settings_table::faultLength(), this);
    m_rate = new SettingControl(settings_table::faultRate(), this);
    content()->addWidget(m_length);
    content()->addWidget(m_rate);
    m_what = new QLabel(this);
    m_what->setWordWrap(true);
    m_what->setProperty("pushscopeText", u"caption"_s);
    content()->addWidget(m_what);
    m_strike = new QPushButton(tr("Strike now"), this);
    m_strike->setObjectName(u"strike"_s);
    content()->addWidget(m_strike);
    connect(m_kind, &QComboBox::activated, this, &FaultsSection::choose);
    connect(m_lane, &QComboBox::activated, this, [this](int index) {
        if (index == 0)
            m_fault.lane.reset();
        else
            m_fault.lane = allTransportKinds[static_cast<std::size_t>(index - 1)];
    });
    connect(m_length, &SettingControl::edited, this,
            [this](double seconds) { m_fault.length = fromSeconds(seconds); });
    connect(m_rate, &SettingControl::edited, this,
            [this](double bytes) { m_fault.bytesPerSecond = static_cast<qint64>(bytes); });
    connect(m_strike, &QPushButton::clicked, this, [this] { emit struck(m_fault); });
}

void FaultsSection::buildRecovery()
{
    m_recovery = new QComboBox(this);
    m_recovery->addItems({tr("stays closed"), tr("reconnects"), tr("resumes")});
    m_recovery->setMinimumContentsLength(8);
    m_recovery->setAccessibleName(tr("WebSocket after a loss"));
    m_recovery->setToolTip(
        tr("A browser's WebSocket stays closed. A script around it may open another one, and may "
           "ask for what it missed."));
    m_jitter = new Segments(tr("Come back"), {tr("all at once"), tr("spread out")}, this);
    m_jitter->setToolTip(tr("Spread out: each client waits a random time before it connects again "
                            "(RFC 6455 7.2.3), so that a restarted server is not overrun."));
    m_heartbeats = new Segments(tr("Heartbeats"), {tr("hidden"), tr("visible")}, this);
    m_heartbeats->setToolTip(
        tr("Comments and pings keep middleboxes awake, but no script in a browser sees them. "
           "Visible ones are events and messages: with them a client notices silence."));
    content()->addWidget(settingRow(tr("WebSocket after a loss"), m_recovery, this));
    content()->addWidget(settingRow(tr("Come back"), m_jitter, this));
    content()->addWidget(settingRow(tr("Heartbeats"), m_heartbeats, this));
    connect(m_recovery, &QComboBox::activated, this,
            [this](int index) { emit recoveryChosen(static_cast<WebSocketRecovery>(index)); });
    connect(m_jitter, &Segments::chosen, this, [this](int index) { emit jitterChosen(index == 1); });
    connect(m_heartbeats, &Segments::chosen, this,
            [this](int index) { emit heartbeatKindChosen(index == 1); });
}

void FaultsSection::choose(int descriptor)
{
    const FaultDescriptor &chosen = faultDescriptors()[static_cast<std::size_t>(descriptor)];
    m_fault.kind = chosen.kind;
    m_fault.length = chosen.length;
    showFault();
}

void FaultsSection::showFault()
{
    const FaultDescriptor &descriptor = descriptorOf(m_fault.kind);
    if (descriptor.ofServer)
        m_fault.lane.reset();
    m_kind->setCurrentIndex(static_cast<int>(m_fault.kind));
    m_lane->setCurrentIndex(m_fault.lane ? static_cast<int>(indexOf(*m_fault.lane)) + 1 : 0);
    m_lane->setEnabled(!descriptor.ofServer);
    m_length->setVisible(descriptor.hasLength);
    m_length->showValue(toSeconds(m_fault.length));
    m_rate->setVisible(descriptor.hasRate);
    m_rate->showValue(static_cast<double>(m_fault.bytesPerSecond));
    m_what->setText(translated(descriptor.what));
    m_strike->setToolTip(translated(descriptor.what));
}

void FaultsSection::showSettings(const ExperimentSettings &settings)
{
    m_recovery->setCurrentIndex(static_cast<int>(settings.websocketRecovery));
    m_jitter->showCurrent(settings.reconnectJitter ? 1 : 0);
    m_heartbeats->showCurrent(settings.visibleHeartbeats ? 1 : 0);
    const QStringList recoveries{tr("WebSocket stays closed"), tr("WebSocket reconnects"),
                                 tr("WebSocket resumes")};
    setSummary(recoveries.at(static_cast<int>(settings.websocketRecovery)));
}
