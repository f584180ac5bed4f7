#include "ui/condition_help.h"

#include "core/experiment/scenario_judgement.h"

#include <QCoreApplication>

using namespace Qt::Literals::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ConditionHelp)
};

/// The paths of a report, taken apart at the name of the transport or, in the gauntlet, of the client.
struct Names
{
    QStringList boxes; ///< before it: middleboxes
    QStringList clients;
    QStringList figures; ///< after it
    QStringList others; ///< paths without one
};

void addOnce(QStringList &list, const QString &text)
{
    if (!list.contains(text))
        list += text;
}

Names namesOf(const QString &view)
{
    Names names;
    const bool boxes = view == gauntletView;
    for (const QString &path : scenarioPaths(view)) {
        const QStringList steps = path.split(u'.');
        const qsizetype client = boxes ? 1 : 0;
        if (steps.size() < client + 2 || !(boxes || transportNamed(steps.first()))) {
            names.others += path;
            continue;
        }
        if (boxes)
            addOnce(names.boxes, steps.first());
        addOnce(names.clients, steps.at(client));
        addOnce(names.figures, steps.sliced(client + 1).join(u'.'));
    }
    return names;
}

/// One line for all that begins alike: "messages.delivered, .due, .lost".
QString grouped(const QStringList &figures)
{
    QString text;
    QString before;
    for (const QString &figure : figures) {
        const QString group = figure.left(figure.lastIndexOf(u'.') + 1);
        if (text.isEmpty())
            text = figure;
        else if (group == before)
            text += u", "_s + (group.isEmpty() ? figure : figure.sliced(group.size() - 1));
        else
            text += u'\n' + figure;
        before = group;
    }
    return text;
}

} // namespace

QString condition_help::example(const Scenario &scenario)
{
    if (scenario.view == tabsView)
        return u"seventh_waited_ms>=100"_s;
    if (scenario.view == gauntletView)
        return u"refuses-upgrade.websocket.messages.delivered==0"_s;
    for (const TransportKind kind : allTransportKinds)
        if (scenario.settings.enabled(kind))
            return machineName(kind) + u".latency_ms.mean<500"_s;
    return u"sse.latency_ms.mean<500"_s;
}

QString condition_help::names(const QString &view)
{
    const Names names = namesOf(view);
    QStringList text;
    if (!names.boxes.isEmpty())
        text += Words::tr("A middlebox (%1), a dot, a client (%2), a dot, and one of:")
                    .arg(names.boxes.join(", "_L1), names.clients.join(", "_L1));
    else if (!names.clients.isEmpty())
        text += Words::tr("A transport (%1), a dot, and one of:").arg(names.clients.join(", "_L1));
    if (!names.figures.isEmpty())
        text += grouped(names.figures);
    if (!names.others.isEmpty() && !names.figures.isEmpty())
        text += Words::tr("Or of the whole run:");
    if (!names.others.isEmpty())
        text += grouped(names.others);
    return text.join(u'\n');
}
