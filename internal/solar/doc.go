// Package solar estimates what modules on a roof yield and save: the model behind the public
// calculator. The same input always gives the same result.
//
// It is pure: it imports base, and neither SQL nor HTTP.
package solar
