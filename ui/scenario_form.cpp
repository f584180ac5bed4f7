#include "ui/scenario_form.h"

#include "core/experiment/scenario_file.h"
#include "ui/condition_help.h"
#include "ui/typed_text.h"
#include "ui/widgets/field_mark.h"
#include "ui/widgets/folding_section.h"
#include "ui/widgets/growing_text.h"

#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int mostHelpLines = 100; ///< all of them: the form scrolls
constexpr int textInset = 3; ///< as far from the frame as in the fields of several lines

/// Twice the space between rows: what comes next is something else.
void addGap(QFormLayout &form)
{
    form.setItem(form.rowCount(), QFormLayout::SpanningRole, new QSpacerItem(0, 0));
}

} // namespace

ScenarioForm::ScenarioForm(const Scenario &start, const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_start(start)
    , m_theme(theme)
    , m_mark(new FieldMark(theme, this))
{
    auto *form = new QFormLayout(this);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->setContentsMargins(FieldMark::reach, FieldMark::reach, FieldMark::reach, FieldMark::reach);
    form->setVerticalSpacing(4);
    form->setHorizontalSpacing(12);
    m_title = makeLine(start.title, scenarioLimits.title, tr("Title"));
    m_question = makeLine(start.question, scenarioLimits.question, tr("Question"));
    form->addRow(tr("&Title"), m_title);
    addGap(*form);
    form->addRow(tr("&Question"), m_question);
    addAnswers(*form);
    addHelp(*form);
    m_lookHere = makeLine(start.lookHere, scenarioLimits.lookHere, tr("Look here"));
    m_reveal = new GrowingText(2, 4, this);
    m_reveal->setPlainText(start.reveal);
    m_reveal->setAccessibleName(tr("Reveal"));
    m_reading = makeLine(start.reading, scenarioLimits.reading, tr("Reading"));
    form->addRow(tr("&Look here"), m_lookHere);
    addGap(*form);
    form->addRow(tr("Re&veal"), m_reveal);
    addGap(*form);
    form->addRow(tr("Rea&ding"), m_reading);
    addGap(*form);
    addSettings(*form);
}

QLineEdit *ScenarioForm::makeLine(const QString &text, qsizetype mostCharacters, const QString &name)
{
    auto *edit = new QLineEdit(this);
    edit->setMaxLength(static_cast<int>(mostCharacters));
    edit->setTextMargins(textInset, 0, textInset, 0);
    edit->setText(text);
    edit->setCursorPosition(0);
    edit->setAccessibleName(name);
    return edit;
}

QLabel *ScenarioForm::makeNote(const QString &text)
{
    auto *label = new QLabel(text, this);
    label->setFont(m_theme.font(Theme::Text::Caption));
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    QPalette palette = label->palette();
    palette.setColor(QPalette::WindowText, m_theme.tokens.dim);
    label->setPalette(palette);
    return label;
}

void ScenarioForm::addAnswers(QFormLayout &form)
{
    const std::array labels{tr("Answer &a"), tr("Answer &b"), tr("Answer &c")};
    for (std::size_t i = 0; i < m_answers.size(); ++i) {
        const ScenarioAnswer answer = m_start.answers.value(static_cast<qsizetype>(i));
        const QChar letter(static_cast<char16_t>(u'a' + i));
        AnswerFields &fields = m_answers[i];
        fields.text = makeLine(answer.text, scenarioLimits.answer, tr("Answer %1").arg(letter));
        fields.holds = new GrowingText(1, 3, this);
        fields.holds->setPlainText(answer.holds.join("; "_L1));
        fields.holds->setAccessibleName(tr("Conditions of answer %1").arg(letter));
        fields.holds->setPlaceholderText(tr("such as %1").arg(condition_help::example(m_start)));
        addGap(form);
        form.addRow(labels[i], fields.text);
        QLabel *label = makeNote(tr("Conditions"));
        label->setBuddy(fields.holds);
        form.addRow(label, fields.holds);
    }
}

void ScenarioForm::addHelp(QFormLayout &form)
{
    addGap(form);
    form.addRow(makeNote(tr("Right is the answer whose conditions all hold in what was measured; a semicolon "
                            "separates two. A condition compares a name with a number or with another name, "
                            "by <, <=, >, >= or ==: %1")
                             .arg(condition_help::example(m_start))));
    const QString title = tr("Names that a condition may use");
    auto *section = new FoldingSection(title, this);
    auto *names = new GrowingText(1, mostHelpLines, section);
    names->setReadOnly(true);
    names->setFont(m_theme.font(Theme::Text::Mono));
    names->setPlainText(condition_help::names(m_start.view));
    names->setAccessibleName(title);
    section->content()->addWidget(names);
    form.addRow(section);
}

void ScenarioForm::addSettings(QFormLayout &form)
{
    const QStringList options = toRunOptions(m_start.settings);
    form.addRow(tr("Settings"),
                makeNote(options.isEmpty() ? tr("as they are: the usual ones") : options.join(u' ')));
}

QList<ScenarioForm::AnswerFields> ScenarioForm::given() const
{
    QList<AnswerFields> rows;
    for (const AnswerFields &fields : m_answers)
        if (!fields.text->text().trimmed().isEmpty() || !conditionsIn(fields.holds->toPlainText()).isEmpty())
            rows += fields;
    return rows;
}

Scenario ScenarioForm::scenario() const
{
    Scenario scenario = m_start;
    scenario.name.clear();
    scenario.title = m_title->text().trimmed();
    scenario.question = m_question->text().trimmed();
    scenario.lookHere = m_lookHere->text().trimmed();
    scenario.reveal = m_reveal->toPlainText().simplified();
    scenario.reading = m_reading->text().trimmed();
    scenario.answers.clear();
    for (const AnswerFields &fields : given()) {
        ScenarioAnswer answer{.text = fields.text->text().trimmed(), .holds = {}};
        const QString typed = fields.holds->toPlainText();
        for (const TextPart &part : conditionsIn(typed))
            answer.holds += typed.sliced(part.start, part.length);
        scenario.answers += answer;
    }
    return scenario;
}

QWidget *ScenarioForm::answerField(const MemberPath &path) const
{
    const qsizetype row = path.first().element - 1;
    if (row < 0) { // there are too few: the first that is missing
        for (const AnswerFields &fields : m_answers)
            if (fields.text->text().trimmed().isEmpty())
                return fields.text;
        return m_answers.front().text;
    }
    const AnswerFields fields = given().value(row);
    return path.last().name == "holds"_L1 ? static_cast<QWidget *>(fields.holds) : fields.text;
}

QWidget *ScenarioForm::fieldOf(const MemberPath &path) const
{
    const QString name = path.isEmpty() ? QString() : path.first().name;
    if (name == "title"_L1)
        return m_title;
    if (name == "question"_L1)
        return m_question;
    if (name == "look_here"_L1)
        return m_lookHere;
    if (name == "reveal"_L1)
        return m_reveal;
    if (name == "reading"_L1)
        return m_reading;
    return name == "answers"_L1 ? answerField(path) : nullptr;
}

void ScenarioForm::select(QWidget &field, const MemberFault &fault)
{
    if (auto *line = qobject_cast<QLineEdit *>(&field)) {
        const TextPart part = faultyPart(line->text(), fault);
        line->setSelection(part.start, part.length);
    } else if (auto *text = qobject_cast<QPlainTextEdit *>(&field)) {
        const TextPart part = faultyPart(text->toPlainText(), fault);
        QTextCursor cursor = text->textCursor();
        cursor.setPosition(part.start);
        cursor.setPosition(part.start + part.length, QTextCursor::KeepAnchor);
        text->setTextCursor(cursor);
        text->ensureCursorVisible();
    }
}

QString ScenarioForm::point(const MemberFault &fault)
{
    clearMark();
    QWidget *field = fieldOf(fault.path);
    if (!field)
        return fault.path.value(0).name == "settings"_L1 ? tr("Settings: %1").arg(fault.words)
                                                         : fault.error().message;
    m_mark->mark(*field, fault.words);
    field->setFocus(Qt::OtherFocusReason);
    select(*field, fault);
    return tr("%1: %2").arg(field->accessibleName(), fault.words);
}

void ScenarioForm::clearMark()
{
    m_mark->clear();
}

QWidget *ScenarioForm::markedField() const
{
    return m_mark->field();
}
