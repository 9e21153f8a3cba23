package lead

import "strings"

const columns = `id, number, name, contact, lead_type, grid_connection, product, source, campaign, tracking, external_id,
	company, street, house_number, postcode, town, province, region, country, lat, lng, fields,
	stage, category, stage_at, lost_reason, amount, resume_at, place, place_unit, holder_member, placement, territory,
	policy_version, policy_step, step_until, notify_at, deadline_at, deadline_kind, duplicate_of, merged_into,
	created_by, created_by_unit, created_at, updated_at, active_at, archived_at, version`

// ColumnsOf are the columns of a Lead, of the table by this name within a statement that reads several.
func ColumnsOf(table string) string {
	return table + "." + strings.ReplaceAll(strings.Join(strings.Fields(columns), " "), ", ", ", "+table+".")
}

const getSQL = `SELECT ` + columns + ` FROM lead WHERE ws = :ws AND id = :id`

// saveSQL writes everything that can change after intake. The version guards against a row that was not locked.
const saveSQL = `UPDATE lead SET
	name = :name, lead_type = :lead_type, grid_connection = :grid_connection, product = :product, company = :company,
	street = :street, house_number = :house_number, postcode = :postcode, town = :town, province = :province,
	region = :region, country = :country, lat = :lat, lng = :lng, fields = :fields,
	stage = :stage, category = :category, stage_at = :stage_at, lost_reason = :lost_reason, amount = :amount, resume_at = :resume_at,
	place = :place, place_unit = :place_unit, holder_member = :holder_member, placement = :placement,
	territory = :territory, policy_version = :policy_version, policy_step = :policy_step, step_until = :step_until, notify_at = :notify_at,
	deadline_at = :deadline_at, deadline_kind = :deadline_kind, duplicate_of = :duplicate_of, merged_into = :merged_into,
	updated_at = :updated_at, active_at = :active_at, archived_at = :archived_at, version = :version + 1
	WHERE ws = :ws AND id = :id AND version = :version`

const takeNumbersSQL = `INSERT INTO counter (ws, name, value) VALUES (:ws, :name, :count)
	ON CONFLICT (ws, name) DO UPDATE SET value = counter.value + :count RETURNING value`

const eventsSQL = `SELECT id, lead, at, kind, actor_kind, actor, unit, data FROM event WHERE ws = :ws AND lead = :lead ORDER BY id`

const contactSQL = `SELECT id, name, email, email_norm, phone, phone_e164, lang, created_at, updated_at
	FROM contact WHERE ws = :ws AND id = :id`

const rememberSQL = `INSERT INTO idempotency (ws, scope, key, request, created_at) VALUES (:ws, :scope, :key, :request, :now)
	ON CONFLICT (ws, scope, key) DO NOTHING`

const rememberedSQL = `SELECT request, lead FROM idempotency WHERE ws = :ws AND scope = :scope AND key = :key`

const rememberLeadSQL = `UPDATE idempotency SET lead = :lead WHERE ws = :ws AND scope = :scope AND key = :key`

// The likeness queries go from the contact to its leads: without an order that an index of lead could give, neither
// planner is tempted to walk all leads. Fifty are more than anybody reads.
const likeByEmailSQL = `SELECT l.id, l.created_at FROM lead l WHERE l.ws = :ws AND l.contact IN
	(SELECT c.id FROM contact c WHERE c.ws = :ws AND c.email_norm = :email AND c.email_norm <> '') AND l.id <> :id LIMIT 50`

const likeByPhoneSQL = `SELECT l.id, l.created_at FROM lead l WHERE l.ws = :ws AND l.contact IN
	(SELECT c.id FROM contact c WHERE c.ws = :ws AND c.phone_e164 = :phone AND c.phone_e164 <> '') AND l.id <> :id LIMIT 50`

const likeByAddressSQL = `SELECT l.id, l.created_at FROM lead l JOIN contact c ON c.ws = l.ws AND c.id = l.contact
	WHERE l.ws = :ws AND l.postcode = :postcode AND l.house_number IN (:house_numbers)
	AND LOWER(c.name) = LOWER(:name) AND l.id <> :id LIMIT 50`

const likenessesSQL = `SELECT l.id, l.number, l.name, l.stage, l.category, l.created_at, x.reason FROM likeness x
	JOIN lead l ON l.ws = x.ws AND l.id = CASE WHEN x.lead = :lead THEN x.other ELSE x.lead END
	WHERE x.ws = :ws AND (x.lead = :lead OR x.other = :lead) ORDER BY l.id`

const dueResumeSQL = `SELECT ws, id, resume_at AS due FROM lead WHERE resume_at IS NOT NULL AND resume_at <= :now ORDER BY resume_at LIMIT :limit`

const nextResumeSQL = `SELECT MIN(resume_at) FROM lead WHERE resume_at > :now`

const consentsSQL = `SELECT id, lead, contact, text_version, wording, purposes, channels, recipients, page, evidence, given_at, withdrawn_at
	FROM consent WHERE ws = :ws AND lead = :lead ORDER BY id`

const withdrawSQL = `UPDATE consent SET withdrawn_at = :now WHERE ws = :ws AND lead = :lead AND withdrawn_at IS NULL`

const byLinkSQL = `SELECT lead FROM prospect_link WHERE ws = :ws AND hash = :hash`

const openMergeSQL = `SELECT id, kept, merged, before, actor, created_at, undone_at FROM merge
	WHERE ws = :ws AND merged = :merged AND undone_at IS NULL`

const undoMergeSQL = `UPDATE merge SET undone_at = :now WHERE ws = :ws AND id = :id AND undone_at IS NULL`
