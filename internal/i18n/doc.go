// Package i18n speaks the five languages: sentences with plurals, and numbers, money and
// moments as each language writes them.
//
// Sentences stand in locales/<section>/<lang>.yaml and are named "section.key". Keys in code
// are whole string literals, so that a test can tell which are missing and which are unused;
// a prefix whose keys are put together while running is declared with Family.
//
// The package imports only base.
package i18n
