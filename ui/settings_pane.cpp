#include "ui/settings_pane.h"

#include "ui/faults_section.h"
#include "ui/setting_descriptions.h"
#include "ui/theme/app_style.h"
#include "ui/theme/number_text.h"
#include "ui/widgets/folding_section.h"
#include "ui/widgets/segments.h"
#include "ui/widgets/setting_row.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <chrono>
#include <limits>

using namespace Qt::Literals::StringLiterals;
using std::chrono::milliseconds;

namespace {

/// One key a control: edits with the same key merge into one undo step.
enum Key {
    PollIntervalKey,
    RateKey,
    DelayKey,
    PayloadKey,
    ArrivalsKey,
    BurstMessagesKey,
    BurstPeriodKey,
    KindKey,
    JitterKey,
    BandwidthKey,
    ClientsKey,
    UpstreamKey,
    UpstreamRateKey,
    HeadersKey,
    HeaderBytesKey,
    TimeoutKey,
    ConnectionsKey,
    SeedKey,
    RecoveryKey,
    JitterOfReconnectKey,
    HeartbeatKindKey
};

Duration fromMs(double ms)
{
    return std::chrono::duration_cast<Duration>(std::chrono::duration<double, std::milli>(ms));
}

} // namespace

SettingsPane::SettingsPane(QWidget *parent)
    : QScrollArea(parent)
{
    setFrameShape(NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    setAccessibleName(tr("Controls"));
    auto *body = new QWidget(this);
    body->setAccessibleName(tr("Controls"));
    auto *layout = new QVBoxLayout(body);
    layout->setContentsMargins(16, 12, 16, 12);
    layout->setSpacing(0);
    setWidget(body);
    buildMain(body);
    buildPublish(body);
    layout->addSpacing(12);
    m_messages = buildMessages();
    m_network = buildNetwork();
    m_clients = buildClients();
    m_connection = buildConnections();
    m_faults = buildFaults();
    for (FoldingSection *section :
         std::initializer_list<FoldingSection *>{m_messages, m_network, m_clients, m_connection, m_faults})
        layout->addWidget(section);
    layout->addStretch(1);
    showSettings(m_settings);
}

SettingControl *SettingsPane::addControl(QWidget *parent, QLayout *layout,
                                         const SettingDescription &description, int key,
                                         std::function<void(ExperimentSettings &, double)> write,
                                         std::function<double(const ExperimentSettings &)> read)
{
    auto *control = new SettingControl(description, parent);
    layout->addWidget(control);
    m_bound.push_back({control, std::move(read)});
    connect(control, &SettingControl::edited, this, [this, key, write = std::move(write)](double value) {
        change(key, [&](ExperimentSettings &s) { write(s, value); });
    });
    return control;
}

void SettingsPane::change(int key, const std::function<void(ExperimentSettings &)> &edit)
{
    ExperimentSettings next = m_settings;
    edit(next);
    if (next == m_settings)
        return;
    m_settings = next;
    updateSummaries();
    emit edited(m_settings, key);
}

void SettingsPane::buildMain(QWidget *parent)
{
    auto *box = new QWidget(parent);
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    parent->layout()->addWidget(box);
    addControl(
        box, layout, settings_table::pollInterval(), PollIntervalKey,
        [](ExperimentSettings &s, double v) { s.pollInterval = fromMs(v); },
        [](const ExperimentSettings &s) { return toMilliseconds(s.pollInterval); });
    addControl(
        box, layout, settings_table::messageRate(), RateKey,
        [](ExperimentSettings &s, double v) { s.messagesPerSecond = v; },
        [](const ExperimentSettings &s) { return s.messagesPerSecond; });
    addControl(
        box, layout, settings_table::delay(), DelayKey,
        [](ExperimentSettings &s, double v) { s.delay = fromMs(v); },
        [](const ExperimentSettings &s) { return toMilliseconds(s.delay); });
}

FoldingSection *SettingsPane::buildMessages()
{
    auto *section = new FoldingSection(tr("Messages"), widget());
    addControl(
        section, section->content(), settings_table::payload(), PayloadKey,
        [](ExperimentSettings &s, double v) { s.payloadBytes = static_cast<qint64>(v); },
        [](const ExperimentSettings &s) { return static_cast<double>(s.payloadBytes); });
    m_arrivals = new Segments(tr("Arrivals"), {tr("steady"), tr("Poisson"), tr("bursts")}, section);
    section->content()->addWidget(settingRow(tr("Arrivals"), m_arrivals, section));
    m_burst = new QWidget(section);
    auto *burst = new QVBoxLayout(m_burst);
    burst->setContentsMargins(0, 0, 0, 0);
    addControl(
        m_burst, burst, settings_table::burstMessages(), BurstMessagesKey,
        [](ExperimentSettings &s, double v) { s.arrivals.burstMessages = static_cast<int>(v); },
        [](const ExperimentSettings &s) { return static_cast<double>(s.arrivals.burstMessages); });
    addControl(
        m_burst, burst, settings_table::burstPeriod(), BurstPeriodKey,
        [](ExperimentSettings &s, double v) { s.arrivals.burstPeriod = fromSeconds(v); },
        [](const ExperimentSettings &s) { return toSeconds(s.arrivals.burstPeriod); });
    section->content()->addWidget(m_burst);
    m_payloadKind = new Segments(tr("Kind"), {tr("text"), tr("binary")}, section);
    m_payloadKind->setToolTip(tr("Binary data travels as base64 on the three text transports."));
    section->content()->addWidget(settingRow(tr("Kind"), m_payloadKind, section));
    connect(m_arrivals, &Segments::chosen, this, [this](int i) {
        change(ArrivalsKey, [i](ExperimentSettings &s) { s.arrivals.kind = static_cast<Arrivals::Kind>(i); });
        m_burst->setVisible(m_settings.arrivals.kind == Arrivals::Kind::Burst);
    });
    connect(m_payloadKind, &Segments::chosen, this, [this](int i) {
        change(KindKey, [i](ExperimentSettings &s) { s.payloadKind = static_cast<PayloadKind>(i); });
    });
    return section;
}

FoldingSection *SettingsPane::buildNetwork()
{
    auto *section = new FoldingSection(tr("Network"), widget());
    addControl(
        section, section->content(), settings_table::jitter(), JitterKey,
        [](ExperimentSettings &s, double v) { s.jitter = fromMs(v); },
        [](const ExperimentSettings &s) { return toMilliseconds(s.jitter); });
    addControl(
        section, section->content(), settings_table::bandwidth(), BandwidthKey,
        [](ExperimentSettings &s, double v) {
            s.bytesPerSecond = v >= settings_table::noBandwidthLimit ? 0 : static_cast<qint64>(v);
        },
        [](const ExperimentSettings &s) {
            return s.bytesPerSecond == 0 ? settings_table::noBandwidthLimit
                                         : static_cast<double>(s.bytesPerSecond);
        });
    return section;
}

FoldingSection *SettingsPane::buildClients()
{
    auto *section = new FoldingSection(tr("Clients"), widget());
    addControl(
        section, section->content(), settings_table::clients(), ClientsKey,
        [](ExperimentSettings &s, double v) { s.clients = static_cast<int>(v); },
        [](const ExperimentSettings &s) { return static_cast<double>(s.clients); });
    buildUpstream(section);
    m_headers = new QComboBox(section);
    m_headers->addItems({tr("minimal"), tr("like a browser"), tr("signed in"), tr("own size")});
    m_headers->setMinimumContentsLength(8);
    m_headers->setAccessibleName(tr("Headers"));
    m_headers->setToolTip(tr("How much header a request and a response carry. Signed in: a 1.2 KB cookie."));
    section->content()->addWidget(settingRow(tr("&Headers"), m_headers, section));
    m_headerBytes = addControl(
        section, section->content(), settings_table::headerPair(), HeaderBytesKey,
        [](ExperimentSettings &s, double v) { s.headers.pairBytes = static_cast<int>(v); },
        [](const ExperimentSettings &s) { return static_cast<double>(s.headers.pairBytes); });
    connect(m_headers, &QComboBox::activated, this, [this](int i) {
        change(HeadersKey, [i](ExperimentSettings &s) {
            s.headers.kind = static_cast<HeaderProfile::Kind>(i);
            s.headers.pairBytes
                = s.headers.kind == HeaderProfile::Kind::Custom ? HeaderProfile::quantumLeapPairBytes : 0;
        });
        showSettings(m_settings);
    });
    return section;
}

void SettingsPane::buildUpstream(FoldingSection *section)
{
    // In the order of Upstream::Kind.
    m_upstream = new QComboBox(section);
    m_upstream->addItems({tr("nothing"), tr("at a rate"), tr("ping-pong"), tr("echo")});
    m_upstream->setMinimumContentsLength(8);
    m_upstream->setAccessibleName(tr("Clients send"));
    m_upstream->setToolTip(tr("Over WebSocket in a frame, else by POST. Ping-pong: the next message when the "
                              "one before has come back. Echo: each comes back to its sender alone, over a "
                              "second WebSocket; a POST is answered, not echoed."));
    section->content()->addWidget(settingRow(tr("Clients send"), m_upstream, section));
    m_upstreamRate = addControl(
        section, section->content(), settings_table::upstreamRate(), UpstreamRateKey,
        [](ExperimentSettings &s, double v) { s.upstream.messagesPerSecond = v; },
        [](const ExperimentSettings &s) { return s.upstream.messagesPerSecond; });
    connect(m_upstream, &QComboBox::activated, this, [this](int i) {
        change(UpstreamKey, [i](ExperimentSettings &s) {
            const Upstream before = s.upstream;
            s.upstream = {static_cast<Upstream::Kind>(i), Upstream().messagesPerSecond};
            if (before.hasRate() && s.upstream.hasRate())
                s.upstream.messagesPerSecond = before.messagesPerSecond;
        });
        showSettings(m_settings);
    });
}

FoldingSection *SettingsPane::buildConnections()
{
    auto *section = new FoldingSection(tr("Connections"), widget());
    m_connections = new Segments(tr("HTTP connections"), {tr("kept"), tr("new")}, section);
    m_connections->setToolTip(
        tr("Kept: one connection for all requests (HTTP/1.1's default). New: one a request."));
    section->content()->addWidget(settingRow(tr("HTTP connections"), m_connections, section));
    addControl(
        section, section->content(), settings_table::longPollTimeout(), TimeoutKey,
        [](ExperimentSettings &s, double v) { s.longPollTimeout = fromSeconds(v); },
        [](const ExperimentSettings &s) { return toSeconds(s.longPollTimeout); });
    m_seed = new QDoubleSpinBox(section); // QSpinBox ends at 2^31
    m_seed->setDecimals(0);
    m_seed->setButtonSymbols(QAbstractSpinBox::NoButtons);
    m_seed->setAlignment(Qt::AlignRight);
    m_seed->setRange(0, std::numeric_limits<quint32>::max());
    m_seed->setAccessibleName(tr("Seed"));
    m_seed->setToolTip(
        tr("Same seed, same run: arrivals, jitter and poll phases. Used from the next start on."));
    m_seed->setKeyboardTracking(false);
    section->content()->addWidget(settingRow(tr("&Seed"), m_seed, section));
    connect(m_connections, &Segments::chosen, this, [this](int i) {
        change(ConnectionsKey,
               [i](ExperimentSettings &s) { s.connections = static_cast<ConnectionMode>(i); });
    });
    connect(m_seed, &QDoubleSpinBox::valueChanged, this, [this](double value) {
        change(SeedKey, [value](ExperimentSettings &s) { s.seed = static_cast<quint32>(value); });
    });
    return section;
}

FaultsSection *SettingsPane::buildFaults()
{
    auto *section = new FaultsSection(widget());
    connect(section, &FaultsSection::struck, this, &SettingsPane::struck);
    connect(section, &FaultsSection::recoveryChosen, this, [this](WebSocketRecovery recovery) {
        change(RecoveryKey, [recovery](ExperimentSettings &s) { s.websocketRecovery = recovery; });
    });
    connect(section, &FaultsSection::jitterChosen, this, [this](bool on) {
        change(JitterOfReconnectKey, [on](ExperimentSettings &s) { s.reconnectJitter = on; });
    });
    connect(section, &FaultsSection::heartbeatKindChosen, this, [this](bool visible) {
        change(HeartbeatKindKey, [visible](ExperimentSettings &s) { s.visibleHeartbeats = visible; });
    });
    return section;
}

void SettingsPane::buildPublish(QWidget *parent)
{
    auto *box = new QWidget(parent);
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 16, 0, 4);
    layout->setSpacing(4);
    m_publish = new QLineEdit(box);
    m_publish->setObjectName(u"publish"_s);
    m_publish->setPlaceholderText(tr("Type a message"));
    m_publish->setAccessibleName(tr("Publish one"));
    m_publish->setMaxLength(10'000);
    m_publish->setTextMargins(6, 0, 6, 0);
    auto *send = new QPushButton(tr("Send"), box);
    send->setToolTip(tr("Publishes this text once, to all transports (Ctrl+Return)"));
    send->setAccessibleName(tr("Send the message"));
    auto *hint = new QLabel(tr("Ctrl+Return"), box);
    hint->setProperty("pushscopeText", u"caption"_s);
    QWidget *head = settingRow(tr("P&ublish one"), hint, box, m_publish);
    auto *line = new QHBoxLayout;
    line->setSpacing(8);
    line->addWidget(m_publish, 1);
    line->addWidget(send);
    layout->addWidget(head);
    layout->addLayout(line);
    parent->layout()->addWidget(box);
    const auto publish = [this] { emit publishRequested(m_publish->text()); };
    connect(send, &QPushButton::clicked, this, publish);
    connect(m_publish, &QLineEdit::returnPressed, this, publish);
}

void SettingsPane::focusPublish()
{
    m_publish->setFocus(Qt::ShortcutFocusReason);
    m_publish->selectAll();
}

void SettingsPane::showSettings(const ExperimentSettings &settings)
{
    m_settings = settings;
    for (const Bound &bound : m_bound)
        bound.control->showValue(bound.read(settings));
    m_arrivals->showCurrent(static_cast<int>(settings.arrivals.kind));
    m_burst->setVisible(settings.arrivals.kind == Arrivals::Kind::Burst);
    m_payloadKind->showCurrent(static_cast<int>(settings.payloadKind));
    m_upstream->setCurrentIndex(static_cast<int>(settings.upstream.kind));
    m_upstreamRate->setVisible(settings.upstream.hasRate());
    m_headers->setCurrentIndex(static_cast<int>(settings.headers.kind));
    m_headerBytes->setVisible(settings.headers.kind == HeaderProfile::Kind::Custom);
    m_connections->showCurrent(static_cast<int>(settings.connections));
    const QSignalBlocker quiet(m_seed);
    m_seed->setValue(settings.seed);
    updateSummaries();
}

void SettingsPane::updateSummaries()
{
    const auto text
        = [](const SettingDescription &description, double value) { return description.format(value); };
    const ExperimentSettings &s = m_settings;
    const QStringList arrivals{tr("steady"), tr("Poisson"), tr("bursts")};
    m_messages->setSummary(
        tr("%1, %2").arg(text(settings_table::payload(), static_cast<double>(s.payloadBytes)),
                         arrivals.at(static_cast<int>(s.arrivals.kind))));
    const QString jitter
        = s.jitter.count() == 0 ? tr("no jitter") : text(settings_table::jitter(), toMilliseconds(s.jitter));
    const QString bandwidth = s.bytesPerSecond == 0
        ? tr("no limit")
        : text(settings_table::bandwidth(), static_cast<double>(s.bytesPerSecond));
    m_network->setSummary(tr("%1, %2").arg(jitter, bandwidth));
    m_clients->setSummary(tr("%1 each, %2").arg(plainNumber(s.clients), m_headers->currentText()));
    m_connection->setSummary(
        tr("%1, seed %2").arg(s.connections == ConnectionMode::Keep ? tr("kept") : tr("new")).arg(s.seed));
    m_faults->showSettings(s);
}

void SettingsPane::setAllOpen(bool open)
{
    for (FoldingSection *section :
         std::initializer_list<FoldingSection *>{m_messages, m_network, m_clients, m_connection, m_faults})
        section->setOpen(open);
}

void SettingsPane::unfoldMost()
{
    for (FoldingSection *section : {m_messages, m_network, m_clients})
        section->setOpen(true);
}

void SettingsPane::applyTheme(const Theme &theme)
{
    const QFont caption = theme.font(Theme::Text::Caption);
    QPalette dim = palette();
    dim.setColor(QPalette::WindowText, theme.tokens.dim);
    for (QLabel *label : widget()->findChildren<QLabel *>())
        if (label->property("pushscopeText").toString() == u"caption") {
            label->setFont(caption);
            label->setPalette(dim);
        }
    QPalette side = palette();
    side.setColor(QPalette::Base, theme.tokens.field);
    widget()->setAutoFillBackground(true);
    widget()->setPalette(side);
}
