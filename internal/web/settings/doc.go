// Package settings shows how the workspace is set up: its facts and versions, the pipeline and the policy, what each
// role may do, and the audit log.
package settings
