package lead

import "sluice/internal/blueprint"

// Check tells beforehand what Create would refuse about the content: invalid with the fields by name, or nil. Forms
// use it to show every mistake at once, before a try is counted.
func (in Input) Check(doc *blueprint.Document) error {
	_, _, err := in.check(doc)
	return err
}
