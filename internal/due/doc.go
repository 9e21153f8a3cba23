// Package due is the one loop for everything that must happen later.
//
// Whatever must happen later is a domain row with a due moment; there is no second queue that could
// disagree with the tables. For each task the loop finds the rows that are due, across workspaces, and
// calls the owner's function for each. It survives crashes because a row that was not dealt with is still
// due. The moment in the row is the truth, also when the loop is late (INV-5).
//
// The loop knows no domain: it must import nothing above db.
package due
