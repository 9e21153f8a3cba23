package lead

import (
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"strconv"

	"sluice/internal/access"
	"sluice/internal/base"
	"sluice/internal/blueprint"
	"sluice/internal/org"
)

// Place says where an open lead is; every one is somewhere (INV-3).
type Place string

// The places.
const (
	PlaceMarket Place = "market" // eligible partners may claim it
	PlaceOffer  Place = "offer"  // one partner is asked
	PlacePlaced Place = "placed" // a partner or member has it
	PlaceInbox  Place = "inbox"  // a named unit must decide
	PlaceNone   Place = "none"   // done with, and nobody has it
)

// DeadlineKind says what a lead's next deadline is for.
type DeadlineKind string

// The kinds of deadline.
const (
	DeadlineNone        DeadlineKind = ""
	DeadlineContact     DeadlineKind = "contact"     // first contact with the prospect
	DeadlineHold        DeadlineKind = "hold"        // the claim runs out
	DeadlineStage       DeadlineKind = "stage"       // what the stage asks next
	DeadlineResume      DeadlineKind = "resume"      // a paused lead comes back
	DeadlineAppointment DeadlineKind = "appointment" // agreed with the prospect
)

// Lead is one request or sales chance about one person or place. Moments are UTC.
type Lead struct {
	ID             base.ID            `db:"id"`
	Number         int64              `db:"number"`
	Name           string             `db:"name"`
	Contact        base.ID            `db:"contact"`
	Type           string             `db:"lead_type"`
	GridConnection string             `db:"grid_connection"`
	Product        string             `db:"product"`
	Source         string             `db:"source"`
	Campaign       string             `db:"campaign"`
	Tracking       Tracking           `db:"tracking"`
	ExternalID     string             `db:"external_id"`
	Company        string             `db:"company"`
	Street         string             `db:"street"`
	HouseNumber    string             `db:"house_number"`
	Postcode       string             `db:"postcode"`
	Town           string             `db:"town"`
	Province       string             `db:"province"`
	Region         string             `db:"region"`
	Country        string             `db:"country"`
	Lat            *float64           `db:"lat"`
	Lng            *float64           `db:"lng"`
	Fields         Fields             `db:"fields"`
	Stage          string             `db:"stage"`
	Category       blueprint.Category `db:"category"`
	StageAt        base.Moment        `db:"stage_at"`
	LostReason     string             `db:"lost_reason"`
	Amount         *base.Money        `db:"amount"` // in the workspace's currency, without VAT
	ResumeAt       base.Moment        `db:"resume_at"`
	Place          Place              `db:"place"`
	PlaceUnit      base.ID            `db:"place_unit"`
	HolderMember   base.ID            `db:"holder_member"`
	Placement      base.ID            `db:"placement"`
	Territory      base.ID            `db:"territory"`
	PolicyVersion  int64              `db:"policy_version"`
	PolicyStep     int64              `db:"policy_step"`
	StepUntil      base.Moment        `db:"step_until"`
	NotifyAt       base.Moment        `db:"notify_at"` // when partners are told that it is on the market
	DeadlineAt     base.Moment        `db:"deadline_at"`
	DeadlineKind   DeadlineKind       `db:"deadline_kind"`
	DuplicateOf    base.ID            `db:"duplicate_of"`
	MergedInto     base.ID            `db:"merged_into"`
	CreatedBy      base.ID            `db:"created_by"`
	CreatedByUnit  base.ID            `db:"created_by_unit"`
	CreatedAt      base.Moment        `db:"created_at"`
	UpdatedAt      base.Moment        `db:"updated_at"`
	ActiveAt       base.Moment        `db:"active_at"`
	ArchivedAt     base.Moment        `db:"archived_at"`
	Version        int64              `db:"version"`
}

// Subject is the lead as far as rights depend on it. A lead on the market has no holder: who may see
// it there is decided by its listings.
func (l *Lead) Subject(ws base.ID) access.Subject {
	return access.Subject{Workspace: ws, Creator: l.CreatedBy, Holder: l.HolderMember, Unit: l.PlaceUnit, Territory: l.Territory}
}

// Open tells whether something must still happen on the lead.
func (l *Lead) Open() bool { return !l.Category.Done() && l.ArchivedAt.IsZero() && l.MergedInto == 0 }

// Spot is where the lead is, as areas see it.
func (l *Lead) Spot() org.Spot {
	return org.NewSpot(l.Country, l.Province, l.Postcode, l.Lat, l.Lng)
}

// Ref is the number as people say it: Z-20431.
func (l *Lead) Ref(doc *blueprint.Document) string { return Ref(doc, l.Number) }

// Ref is a lead's number as people say it, with the workspace's prefix.
func Ref(doc *blueprint.Document, number int64) string {
	return doc.LeadPrefix + "-" + strconv.FormatInt(number, 10)
}

// Fields are the values of the blueprint's own fields: string, float64, bool or []string by the field's type.
type Fields map[string]any

// Tracking is where a lead came from: UTM values, click ids, landing page, referrer.
type Tracking map[string]string

// Text is a field's value as text, "" when there is none.
func (f Fields) Text(key string) string {
	text, _ := f[key].(string)
	return text
}

// Number is a field's value as a number, 0 when there is none.
func (f Fields) Number(key string) float64 {
	n, _ := f[key].(float64)
	return n
}

// Yes tells whether a yes/no field was answered yes.
func (f Fields) Yes(key string) bool {
	yes, _ := f[key].(bool)
	return yes
}

// Value stores the fields as JSON.
func (f Fields) Value() (driver.Value, error) { return jsonText(f) }

// Scan reads what Value stored.
func (f *Fields) Scan(src any) error { return scanJSON(src, f) }

// Value stores the tracking values as JSON.
func (t Tracking) Value() (driver.Value, error) { return jsonText(t) }

// Scan reads what Value stored.
func (t *Tracking) Scan(src any) error { return scanJSON(src, t) }

func jsonText(v any) (driver.Value, error) {
	text, err := json.Marshal(v)
	if string(text) == "null" {
		return "{}", err
	}
	return string(text), err
}

func scanJSON(src, into any) error {
	switch v := src.(type) {
	case nil:
		return nil
	case string:
		return json.Unmarshal([]byte(v), into)
	case []byte:
		return json.Unmarshal(v, into)
	}
	return fmt.Errorf("JSON cannot be read from %T", src)
}
