// Package intake guards what strangers may send in (INT-5), without asking a third party.
//
// Every public form carries a ticket: a random key that the program signed, with the moment at which the page was
// made. The key is also what makes the submission idempotent (INT-2), so that a ticket can bring in one lead and no
// more. The page's script proves some work, bound to that ticket, while the visitor types. Who sends no proof — a
// browser without script, or on a connection where it may not calculate — is let in too, but fewer times an hour and
// not within the first seconds. A field that people do not see is left empty by people.
//
// It knows nothing of leads and forms, and imports neither HTTP nor the pages.
package intake
