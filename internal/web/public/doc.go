// Package public holds the pages of people without an account: the forms and the calculator by which a request
// comes in, the same inside other sites, and the private page on which a prospect follows and withdraws it.
//
// A form is the blueprint's. The calculator is a form whose answers are also reckoned with, always here on the
// server: the browser has no formula, and what it says about a result is not read.
package public
