// Package live tells open pages that something changed, within this node and, on PostgreSQL, across nodes.
//
// A hint carries a topic and no data: who receives it reads what it may see (INV-7). Hints may be lost or come
// twice; nothing but the freshness of a page may depend on them. It must import nothing above outbox.
package live
