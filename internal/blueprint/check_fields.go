package blueprint

import "slices"

var fieldTypes = []FieldType{
	TypeText, TypeNumber, TypeMoney, TypeDate, TypeChoice, TypeMulti, TypeYesNo, TypeEmail, TypePhone, TypeLink,
}

func (c *checker) fields() {
	for i, f := range c.doc.Fields {
		at := item("fields", i)
		c.known(at+".type", "type", string(f.Type), texts(fieldTypes))
		c.known(at+".section", "section", f.Section, c.sectionKeys)
		if slices.Contains(CoreFields, f.Key) || slices.Contains(AskKeys, f.Key) {
			c.add(at+".key", "%q is a name that every lead uses already", f.Key)
		}
		c.unique(at+".choices", choiceKeys(f.Choices), choiceForm)
		c.fieldForm(at, f)
	}
}

func (c *checker) fieldForm(at string, f Field) {
	chooses := f.Type == TypeChoice || f.Type == TypeMulti
	number := f.Type == TypeNumber || f.Type == TypeMoney
	switch {
	case chooses && len(f.Choices) == 0:
		c.add(at, "a field of the type %s needs choices", f.Type)
	case !chooses && len(f.Choices) > 0:
		c.add(at+".choices", "only a field of the type choice or multi has choices")
	case f.Unit != "" && f.Type != TypeNumber:
		c.add(at+".unit", "only a number has a unit")
	case f.Decimals != 0 && f.Type != TypeNumber:
		c.add(at+".decimals", "only a number has decimals")
	case f.Decimals < 0 || f.Decimals > 6:
		c.add(at+".decimals", "is between 0 and 6")
	case f.Long && f.Type != TypeText:
		c.add(at+".long", "only a text has several lines")
	case (f.Min != nil || f.Max != nil) && !number && f.Type != TypeText:
		c.add(at, "only a number, money or a text has min and max")
	case f.Min != nil && f.Max != nil && *f.Min > *f.Max:
		c.add(at+".min", "%v is more than max, %v", *f.Min, *f.Max)
	case f.Required && f.Computed:
		c.add(at+".required", "a field that the program fills cannot be required")
	}
}

// mask holds INV-8: nothing shows who the prospect is, and each own field is either shown or masked, so that
// a field that somebody adds is a decision and not an accident.
func (c *checker) mask() {
	c.eachKnown("mask", "field", c.doc.Mask, c.formables)
	for i, key := range c.doc.Mask {
		if slices.Contains(PersonalFields, key) {
			c.add(item("mask", i), "%q says who the prospect is, and stays hidden until a partner has taken the lead", key)
		}
	}
	for i, f := range c.doc.Fields {
		at := item("fields", i)
		shown := slices.Contains(c.doc.Mask, f.Key)
		telling := f.Type == TypeEmail || f.Type == TypePhone || f.Type == TypeLink || f.Type == TypeText && !f.Computed
		switch {
		case shown && f.Masked:
			c.add(at+".masked", "%q is in the mask's list of what a partner sees; it is one or the other", f.Key)
		case shown && telling:
			c.add(at, "%q can hold anything, also a name or a number; it is masked and not in the mask's list", f.Key)
		case !shown && !f.Masked:
			c.add(at, "%q is neither masked nor in the mask's list of what a partner sees before it takes a lead", f.Key)
		}
	}
}
