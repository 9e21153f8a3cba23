package api

import (
	"math"
	"slices"
	"strings"
	"time"

	"sluice/internal/base"
	"sluice/internal/blueprint"
	"sluice/internal/lead"
)

// Lead is a lead as the token's member may see it. What is empty or hidden is left out.
type Lead struct {
	ID             base.ID           `json:"id"`
	Number         int64             `json:"number"`
	Ref            string            `json:"ref" doc:"The number as people say it." example:"Z-20431"`
	Masked         bool              `json:"masked,omitempty" doc:"The lead is on the market: name, street, phone, e-mail and free text are left out until it is claimed, and the postcode is cut to its area."`
	Name           string            `json:"name,omitempty"`
	Stage          string            `json:"stage,omitempty" doc:"Key of a stage of the workspace."`
	Category       string            `json:"category,omitempty" enum:"new,working,paused,won,lost,closed"`
	StageAt        time.Time         `json:"stage_at,omitzero"`
	LostReason     string            `json:"lost_reason,omitempty"`
	Amount         *base.Money       `json:"amount,omitempty" doc:"What it is worth without VAT, in minor units."`
	ResumeAt       time.Time         `json:"resume_at,omitzero" doc:"When a paused lead comes back."`
	Place          string            `json:"place,omitempty" enum:"market,offer,placed,inbox,none"`
	Unit           base.ID           `json:"unit,omitzero" doc:"The unit that has it, or in whose inbox it lies."`
	Member         base.ID           `json:"member,omitzero" doc:"The member who has it."`
	DeadlineAt     time.Time         `json:"deadline_at,omitzero" doc:"By when the next thing must have happened."`
	DeadlineKind   string            `json:"deadline_kind,omitempty" enum:"contact,hold,stage,resume,appointment"`
	LeadType       string            `json:"lead_type,omitempty"`
	GridConnection string            `json:"grid_connection,omitempty"`
	Product        string            `json:"product,omitempty"`
	Source         string            `json:"source,omitempty"`
	Campaign       string            `json:"campaign,omitempty"`
	Tracking       map[string]string `json:"tracking,omitempty"`
	ExternalID     string            `json:"external_id,omitempty"`
	Company        string            `json:"company,omitempty"`
	Address        Address           `json:"address,omitzero"`
	Contact        *Contact          `json:"contact,omitempty"`
	Fields         map[string]any    `json:"fields,omitempty" doc:"The workspace's own fields by their key. Amounts are in minor units."`
	DuplicateOf    base.ID           `json:"duplicate_of,omitzero"`
	MergedInto     base.ID           `json:"merged_into,omitzero"`
	Likenesses     []Likeness        `json:"likenesses,omitempty" doc:"Other leads that look like the same request."`
	Consents       []Consent         `json:"consents,omitempty"`
	May            []string          `json:"may,omitempty" doc:"The permissions that the token's member has on this lead."`
	CreatedAt      time.Time         `json:"created_at,omitzero"`
	UpdatedAt      time.Time         `json:"updated_at,omitzero"`
	ActiveAt       time.Time         `json:"active_at,omitzero" doc:"When something last happened."`
	ArchivedAt     time.Time         `json:"archived_at,omitzero"`
	Version        int64             `json:"version,omitempty" doc:"Counts the changes; the same as the ETag."`
}

// Address is where a lead is.
type Address struct {
	Street      string   `json:"street,omitempty"`
	HouseNumber string   `json:"house_number,omitempty"`
	Postcode    string   `json:"postcode,omitempty"`
	Town        string   `json:"town,omitempty"`
	Province    string   `json:"province,omitempty"`
	Region      string   `json:"region,omitempty"`
	Country     string   `json:"country,omitempty"`
	Lat         *float64 `json:"lat,omitempty"`
	Lng         *float64 `json:"lng,omitempty"`
}

// Contact is the person behind a lead.
type Contact struct {
	ID        base.ID `json:"id,omitzero"`
	Name      string  `json:"name,omitempty"`
	Email     string  `json:"email,omitempty"`
	Phone     string  `json:"phone,omitempty" doc:"As it was typed."`
	PhoneE164 string  `json:"phone_e164,omitempty"`
	Lang      string  `json:"lang,omitempty"`
}

// Likeness is another lead that looks like the same request.
type Likeness struct {
	ID        base.ID   `json:"id"`
	Ref       string    `json:"ref"`
	Name      string    `json:"name"`
	Stage     string    `json:"stage"`
	Reason    string    `json:"reason" doc:"What the two have in common."`
	CreatedAt time.Time `json:"created_at"`
}

// Consent is what the person agreed to.
type Consent struct {
	ID          base.ID   `json:"id"`
	TextVersion string    `json:"text_version"`
	Wording     string    `json:"wording"`
	Purposes    []string  `json:"purposes"`
	Channels    []string  `json:"channels"`
	Recipients  string    `json:"recipients,omitempty"`
	Page        string    `json:"page,omitempty"`
	GivenAt     time.Time `json:"given_at"`
	WithdrawnAt time.Time `json:"withdrawn_at,omitzero"`
}

// view is a lead with all that stands around it.
func (c *call) view(v lead.View) Lead {
	out := c.lead(v.Lead)
	out.Masked = v.Masked
	if !v.Masked {
		out.Contact = &Contact{
			ID: v.Contact.ID, Name: v.Contact.Name, Email: v.Contact.Email, Phone: v.Contact.Phone,
			PhoneE164: v.Contact.PhoneE164, Lang: v.Contact.Lang,
		}
	}
	doc := c.config.Document
	for _, l := range v.Likenesses {
		out.Likenesses = append(out.Likenesses, Likeness{
			ID: l.ID, Ref: lead.Ref(doc, l.Number), Name: l.Name, Stage: l.Stage, Reason: l.Reason, CreatedAt: l.CreatedAt.Time,
		})
	}
	for _, g := range v.Consents {
		out.Consents = append(out.Consents, Consent{
			ID: g.ID, TextVersion: g.TextVersion, Wording: g.Wording, Purposes: list(g.Purposes), Channels: list(g.Channels),
			Recipients: g.Recipients, Page: g.Page, GivenAt: g.GivenAt.Time, WithdrawnAt: g.WithdrawnAt.Time,
		})
	}
	for permission, may := range v.May {
		if may {
			out.May = append(out.May, permission)
		}
	}
	slices.Sort(out.May)
	return out
}

// lead is the lead alone. A masked one has lost what is hidden before it comes here.
func (c *call) lead(l *lead.Lead) Lead {
	return Lead{
		ID: l.ID, Number: l.Number, Ref: l.Ref(c.config.Document), Name: l.Name, Stage: l.Stage, Category: string(l.Category),
		StageAt: l.StageAt.Time, LostReason: l.LostReason, Amount: l.Amount, ResumeAt: l.ResumeAt.Time, Place: string(l.Place), Unit: l.PlaceUnit,
		Member: l.HolderMember, DeadlineAt: l.DeadlineAt.Time, DeadlineKind: string(l.DeadlineKind), LeadType: l.Type,
		GridConnection: l.GridConnection, Product: l.Product, Source: l.Source, Campaign: l.Campaign, Tracking: l.Tracking,
		ExternalID: l.ExternalID, Company: l.Company, Fields: l.Fields,
		Address: Address{
			Street: l.Street, HouseNumber: l.HouseNumber, Postcode: l.Postcode, Town: l.Town, Province: l.Province,
			Region: l.Region, Country: l.Country, Lat: l.Lat, Lng: l.Lng,
		},
		DuplicateOf: l.DuplicateOf, MergedInto: l.MergedInto, CreatedAt: l.CreatedAt.Time, UpdatedAt: l.UpdatedAt.Time,
		ActiveAt: l.ActiveAt.Time, ArchivedAt: l.ArchivedAt.Time, Version: l.Version,
	}
}

// list reads what is stored with commas between.
func list(text string) []string {
	if text == "" {
		return []string{}
	}
	return strings.Split(text, ",")
}

// fieldsIn refuses what is neither a value nor a list of texts, and amounts that are not whole minor units.
func fieldsIn(doc *blueprint.Document, raw map[string]any, wrong *base.Fields) map[string]any {
	out := make(map[string]any, len(raw))
	for key, value := range raw {
		f := doc.Field(key)
		if f == nil {
			wrong.Add("fields."+key, "error.unknown")
			continue
		}
		if !fits(value) {
			wrong.Add("fields."+key, "problem.value")
			continue
		}
		amount, number := value.(float64)
		if f.Type == blueprint.TypeMoney && value != nil && (!number || amount != math.Trunc(amount)) {
			wrong.Add("fields."+key, "problem.integer")
			continue
		}
		out[key] = value
	}
	return out
}

func fits(value any) bool {
	switch v := value.(type) {
	case []any:
		return !slices.ContainsFunc(v, func(one any) bool { _, text := one.(string); return !text })
	case map[string]any:
		return false
	}
	return true
}
