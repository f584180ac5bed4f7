#include "ui/teach/practice_options.h"

#include "ui/widgets/segments.h"

#include <QComboBox>
#include <QHBoxLayout>

#include <algorithm>

PracticeOptions::PracticeOptions(const QuestionBank &bank, QWidget *parent)
    : QWidget(parent)
    , m_topic(new QComboBox(this))
    , m_order(new Segments(tr("Order"), {tr("mixed"), tr("by topic")}, this))
{
    m_topic->setAccessibleName(tr("Topic"));
    m_topic->setToolTip(tr("What is asked about (T: the next topic)"));
    m_topic->addItem(tr("All topics"), QString());
    for (const PracticeTopic &topic : bank.topics)
        m_topic->addItem(topic.title, topic.name);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_topic);
    layout->addWidget(m_order);
    const auto tell = [this] { emit chosen({m_topic->currentData().toString(), m_order->current() == 1}); };
    connect(m_topic, &QComboBox::activated, this, tell);
    connect(m_order, &Segments::chosen, this, tell);
}

void PracticeOptions::showChoice(const PracticeChoice &choice)
{
    m_topic->setCurrentIndex(std::max(0, m_topic->findData(choice.topic)));
    m_order->showCurrent(choice.byTopic ? 1 : 0);
}
