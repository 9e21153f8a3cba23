package blueprint

import "sluice/internal/i18n"

// FieldType says what a field holds, and so how it is asked, shown, filtered and stored.
type FieldType string

// The types of EDIT-4.
const (
	TypeText   FieldType = "text"
	TypeNumber FieldType = "number"
	TypeMoney  FieldType = "money" // minor units of the workspace's currency
	TypeDate   FieldType = "date"
	TypeChoice FieldType = "choice"
	TypeMulti  FieldType = "multi"
	TypeYesNo  FieldType = "yesno"
	TypeEmail  FieldType = "email"
	TypePhone  FieldType = "phone"
	TypeLink   FieldType = "link"
)

// Field is one of the blueprint's own fields of a lead.
type Field struct {
	Key   string    `json:"key"`
	Title i18n.Text `json:"title"`
	Help  i18n.Text `json:"help,omitempty"`
	Type  FieldType `json:"type"`
	// Unit stands after a number, for example "m²".
	Unit string `json:"unit,omitempty"`
	// Decimals is how many digits of a number are shown after the point.
	Decimals int `json:"decimals,omitempty"`
	// Min and Max bound a number, or a text's length in characters.
	Min     *float64 `json:"min,omitempty"`
	Max     *float64 `json:"max,omitempty"`
	Choices []Choice `json:"choices,omitempty"` // of choice and multi
	Section string   `json:"section"`
	// Long: a text of several lines.
	Long bool `json:"long,omitempty"`
	// Masked: hidden from a partner until it has taken the lead.
	Masked bool `json:"masked,omitempty"`
	// Required: a lead cannot be saved by a member without it. Forms have requirements of their own.
	Required bool `json:"required,omitempty"`
	// Computed: filled by the program, never typed.
	Computed bool `json:"computed,omitempty"`
	// Column: shown in the lead table unless the member chooses otherwise.
	Column bool `json:"column,omitempty"`
}

// Choice returns the choice with the key.
func (f *Field) Choice(key string) (Choice, bool) { return PickChoice(f.Choices, key) }

// The core fields every lead has, by the names that forms and masks use.
const (
	CoreName           = "name"
	CoreCompany        = "company"
	CoreEmail          = "email"
	CorePhone          = "phone"
	CoreStreet         = "street"
	CoreHouseNumber    = "house_number"
	CorePostcode       = "postcode"
	CorePostcodeArea   = "postcode_area" // the part of the postcode that names no street
	CoreTown           = "town"
	CoreProvince       = "province"
	CoreRegion         = "region"
	CorePosition       = "position"
	CoreLeadType       = "lead_type"
	CoreGridConnection = "grid_connection"
	CoreProduct        = "product"
	CoreSource         = "source"
	CoreCampaign       = "campaign"
	CoreReceived       = "received"
)

// CoreFields are all of them. No own field may take one of these names.
var CoreFields = []string{
	CoreName, CoreCompany, CoreEmail, CorePhone, CoreStreet, CoreHouseNumber, CorePostcode, CorePostcodeArea,
	CoreTown, CoreProvince, CoreRegion, CorePosition, CoreLeadType, CoreGridConnection, CoreProduct,
	CoreSource, CoreCampaign, CoreReceived,
}

// PersonalFields are the core fields that no mask may show (INV-8).
var PersonalFields = []string{
	CoreName, CoreCompany, CoreEmail, CorePhone, CoreStreet, CoreHouseNumber, CorePostcode, CorePosition,
}
