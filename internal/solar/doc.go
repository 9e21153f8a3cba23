// Package solar estimates what modules on a roof yield and save: the model behind the public
// calculator. The same input always gives the same result, so that a lead can keep the figures it
// was shown beside ModelVersion.
//
// It is pure: it imports base, and neither SQL nor HTTP.
package solar

// ModelVersion names the formulas and tables. It changes whenever a result would.
const ModelVersion = "2026-02"
