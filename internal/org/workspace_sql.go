package org

const workspaceColumns = `id, slug, name, blueprint, config_version, created_at`

const (
	workspaceBySlugSQL = `SELECT ` + workspaceColumns + ` FROM workspace WHERE slug = :slug`
	workspaceByIDSQL   = `SELECT ` + workspaceColumns + ` FROM workspace WHERE id = :id`
	workspacesSQL      = `SELECT ` + workspaceColumns + ` FROM workspace ORDER BY name, id`

	insertWorkspaceSQL = `INSERT INTO workspace (id, slug, name, blueprint, config_version, created_at)
VALUES (:id, :slug, :name, :blueprint, :config_version, :created_at)`

	// advanceConfigSQL changes nothing when somebody else was faster.
	advanceConfigSQL = `UPDATE workspace SET config_version = :next WHERE id = :ws AND config_version = :base`
)
