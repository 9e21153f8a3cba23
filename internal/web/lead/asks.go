package lead

import (
	"strconv"
	"time"

	"sluice/internal/base"
	"sluice/internal/blueprint"
	"sluice/internal/i18n"
	"sluice/internal/lead"
	"sluice/internal/web/facts"
	"sluice/internal/web/kit"
	"sluice/internal/web/ui"
)

var askWords = i18n.Family("leadpage.ask_")

// ownField begins the names of the blueprint's own fields in forms, as in the errors of the lead's room.
const ownField = "fields."

const (
	momentLayout = "2006-01-02T15:04"
)

// questions are what a stage or an outcome asks (STG-2). What was typed stays; known are the values a form begins with.
func questions(r *kit.Request, asks []blueprint.Ask, known map[string]string) []question {
	w := facts.For(r)
	var out []question
	for _, a := range asks {
		q, ok := coreQuestion(r, w, a)
		if !ok {
			q = ownQuestion(w, a)
		}
		name, _ := q.label()
		value := known[a.Key]
		if r.PostForm.Has(name) {
			value = r.PostFormValue(name)
		}
		q.Field.Value, q.Choice.Value = value, value
		q.Field.Optional = !a.Required
		out = append(out, q)
	}
	return out
}

// coreQuestion is one that every workspace knows.
func coreQuestion(r *kit.Request, w facts.Words, a blueprint.Ask) (question, bool) {
	label := func() string { return r.P.T(askWords.Key(a.Key)) }
	text := func(kind string) (question, bool) {
		return question{Field: ui.FieldView{Name: a.Key, Label: label(), Type: kind, Span: "full"}}, true
	}
	list := func(kind questionKind, choices []blueprint.Choice) (question, bool) {
		return question{kind: kind, Choice: ui.ChoiceView{Name: a.Key, Legend: label(), Options: options(w, choices)}}, true
	}
	switch a.Key {
	case blueprint.AskDate, blueprint.AskAppointment, blueprint.AskDeadline:
		return text("datetime-local")
	case blueprint.AskResume:
		return text("date")
	case blueprint.AskAmount:
		q, _ := text("text")
		q.Field.Unit, q.Field.InputMode = w.Doc.Currency, "decimal"
		return q, true
	case blueprint.AskRemark:
		q, _ := text("")
		q.kind, q.Field.Rows = asksArea, 3
		return q, true
	case blueprint.AskContactType:
		return list(asksTiles, w.Doc.ContactTypes)
	case blueprint.AskLostReason:
		return list(asksList, w.Doc.LostReasons)
	case blueprint.AskReturnReason:
		return list(asksList, w.Doc.ReturnReasons)
	}
	return question{}, false
}

func options(w facts.Words, choices []blueprint.Choice) []ui.Option {
	out := make([]ui.Option, len(choices))
	for i, c := range choices {
		out[i] = ui.Option{Value: c.Key, Label: w.Text(c.Title), Icon: c.Icon}
	}
	return out
}

// ownQuestion is one of the blueprint's own fields.
func ownQuestion(w facts.Words, a blueprint.Ask) question {
	f := w.Doc.Field(a.Key)
	if f == nil {
		return question{Field: ui.FieldView{Name: ownField + a.Key, Label: a.Key, Span: "full"}}
	}
	q := question{Field: ui.FieldView{Name: ownField + f.Key, Label: w.Text(f.Title), Hint: w.Text(f.Help), Unit: f.Unit, Span: "full"}}
	switch f.Type {
	case blueprint.TypeChoice:
		q.kind, q.Field.Options = asksSelect, append([]ui.Option{{}}, options(w, f.Choices)...)
	case blueprint.TypeYesNo:
		q.kind = asksSelect
		q.Field.Options = []ui.Option{{}, {Value: "yes", Label: w.P.T("common.yes")}, {Value: "no", Label: w.P.T("common.no")}}
	case blueprint.TypeNumber, blueprint.TypeMoney:
		q.Field.InputMode = "decimal"
		if f.Type == blueprint.TypeMoney {
			q.Field.Unit = w.Doc.Currency
		}
	case blueprint.TypeDate:
		q.Field.Type = "date"
	case blueprint.TypeEmail:
		q.Field.Type = "email"
	case blueprint.TypePhone:
		q.Field.Type = "tel"
	case blueprint.TypeLink:
		q.Field.Type = "url"
	case blueprint.TypeText, blueprint.TypeMulti:
		if f.Long {
			q.kind = asksArea
		}
	}
	return q
}

// answers reads what was filled in. Fields that are no date or number are wrong here; the rest is for the lead's room.
func answers(r *kit.Request, asks []blueprint.Ask) (lead.Answers, error) {
	in := lead.Answers{
		ContactType: r.PostFormValue(blueprint.AskContactType), Remark: r.PostFormValue(blueprint.AskRemark),
		LostReason: r.PostFormValue(blueprint.AskLostReason), Fields: map[string]any{},
	}
	var wrong base.Fields
	for key, into := range map[string]*time.Time{
		blueprint.AskDate: &in.On, blueprint.AskResume: &in.Resume,
		blueprint.AskAppointment: &in.Appointment, blueprint.AskDeadline: &in.Deadline,
	} {
		at, ok := r.FormTime(key)
		if !ok {
			wrong.Add(key, "error.date")
		}
		*into = at
	}
	in.Amount = amountIn(r.PostFormValue(blueprint.AskAmount), &wrong)
	for _, a := range asks {
		if f := r.Config.Document.Field(a.Key); f != nil {
			in.Fields[f.Key] = ownValue(f, r.PostFormValue(ownField+f.Key))
		}
	}
	return in, wrong.Err()
}

func amountIn(text string, wrong *base.Fields) *base.Money {
	if text == "" {
		return nil
	}
	major, ok := lead.ParseNumber(text)
	if !ok {
		wrong.Add(blueprint.AskAmount, "error.number")
		return nil
	}
	amount := base.MoneyFromFloat(major)
	return &amount
}

// ownValue is typed in major units where the field keeps minor ones.
func ownValue(f *blueprint.Field, text string) any {
	if f.Type == blueprint.TypeMoney {
		if major, ok := lead.ParseNumber(text); ok {
			return float64(base.MoneyFromFloat(major))
		}
	}
	return text
}

// begun are the values that a form about the lead starts with.
func begun(r *kit.Request, l *lead.Lead) map[string]string {
	morning := r.Config.Calendar.Local(r.Config.Calendar.Opening(r.Config.Calendar.NextWorkingDay(r.Now)))
	known := map[string]string{
		blueprint.AskDate:     r.Config.Calendar.Local(r.Now).Format(momentLayout),
		blueprint.AskDeadline: morning.Format(momentLayout),
	}
	if len(r.Config.Document.ContactTypes) > 0 {
		known[blueprint.AskContactType] = r.Config.Document.ContactTypes[0].Key
	}
	if l.Amount != nil {
		known[blueprint.AskAmount] = r.P.Decimal(l.Amount.Float(), 2)
	}
	return known
}

// version is the state of the lead that the reader saw.
func version(l *lead.Lead) ui.Hidden {
	return ui.Hidden{Name: "version", Value: strconv.FormatInt(l.Version, 10)}
}

func versionIn(r *kit.Request) int64 {
	n, _ := strconv.ParseInt(r.PostFormValue("version"), 10, 64)
	return n
}
