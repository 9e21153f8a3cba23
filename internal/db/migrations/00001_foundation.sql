-- +goose Up

-- People and their places.

CREATE TABLE workspace (
  id             BIGINT PRIMARY KEY,
  slug           TEXT NOT NULL UNIQUE,
  name           TEXT NOT NULL,
  blueprint      TEXT NOT NULL,
  config_version BIGINT NOT NULL DEFAULT 0,
  created_at     BIGINT NOT NULL
)/*sqlite: WITHOUT ROWID*/;

CREATE TABLE config (
  ws         BIGINT NOT NULL,
  version    BIGINT NOT NULL,
  document   TEXT NOT NULL,
  author     BIGINT,
  note       TEXT NOT NULL DEFAULT '',
  created_at BIGINT NOT NULL,
  PRIMARY KEY (ws, version)
)/*sqlite: WITHOUT ROWID*/;

CREATE TABLE unit (
  ws              BIGINT NOT NULL,
  id              BIGINT NOT NULL,
  parent          BIGINT,
  kind            TEXT NOT NULL,
  name            TEXT NOT NULL,
  state           TEXT NOT NULL DEFAULT 'active',
  away_from       BIGINT,
  away_to         BIGINT,
  email           TEXT NOT NULL DEFAULT '',
  phone           TEXT NOT NULL DEFAULT '',
  lang            TEXT NOT NULL DEFAULT '',
  postcode        TEXT NOT NULL DEFAULT '',
  town            TEXT NOT NULL DEFAULT '',
  lat             DOUBLE PRECISION,
  lng             DOUBLE PRECISION,
  areas           TEXT NOT NULL DEFAULT '[]',
  products        TEXT NOT NULL DEFAULT '[]',
  caps            TEXT NOT NULL DEFAULT '{}',
  account_manager BIGINT,
  created_at      BIGINT NOT NULL,
  PRIMARY KEY (ws, id)
)/*sqlite: WITHOUT ROWID*/;
CREATE INDEX unit_parent ON unit (ws, parent);

CREATE TABLE member (
  ws            BIGINT NOT NULL,
  id            BIGINT NOT NULL,
  unit          BIGINT NOT NULL,
  role          TEXT NOT NULL,
  name          TEXT NOT NULL,
  email         TEXT NOT NULL,
  email_norm    TEXT NOT NULL,
  phone         TEXT NOT NULL DEFAULT '',
  password      TEXT NOT NULL DEFAULT '',
  lang          TEXT NOT NULL DEFAULT '',
  theme         TEXT NOT NULL DEFAULT '',
  state         TEXT NOT NULL,
  market_mail   TEXT NOT NULL DEFAULT 'immediate',
  digest_at     BIGINT,
  created_at    BIGINT NOT NULL,
  last_seen_at  BIGINT,
  PRIMARY KEY (ws, id)
)/*sqlite: WITHOUT ROWID*/;
CREATE UNIQUE INDEX member_email ON member (ws, email_norm);
CREATE INDEX member_unit ON member (ws, unit);
CREATE INDEX member_digest ON member (digest_at) WHERE digest_at IS NOT NULL;

CREATE TABLE session (
  ws         BIGINT NOT NULL,
  id         BIGINT NOT NULL,
  hash       TEXT NOT NULL,
  member     BIGINT NOT NULL,
  address    TEXT NOT NULL DEFAULT '',
  agent      TEXT NOT NULL DEFAULT '',
  created_at BIGINT NOT NULL,
  seen_at    BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  PRIMARY KEY (ws, id)
)/*sqlite: WITHOUT ROWID*/;
CREATE UNIQUE INDEX session_hash ON session (ws, hash);
CREATE INDEX session_member ON session (ws, member);
CREATE INDEX session_expires ON session (expires_at);

CREATE TABLE token (
  ws         BIGINT NOT NULL,
  id         BIGINT NOT NULL,
  hash       TEXT NOT NULL,
  member     BIGINT NOT NULL,
  name       TEXT NOT NULL,
  scopes     TEXT NOT NULL DEFAULT '',
  created_at BIGINT NOT NULL,
  used_at    BIGINT,
  expires_at BIGINT,
  PRIMARY KEY (ws, id)
)/*sqlite: WITHOUT ROWID*/;
CREATE UNIQUE INDEX token_hash ON token (ws, hash);
CREATE INDEX token_member ON token (ws, member);

-- A private link that works once: an invitation, a new password.
CREATE TABLE invitation (
  ws         BIGINT NOT NULL,
  id         BIGINT NOT NULL,
  hash       TEXT NOT NULL,
  kind       TEXT NOT NULL,
  member     BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  used_at    BIGINT,
  PRIMARY KEY (ws, id)
)/*sqlite: WITHOUT ROWID*/;
CREATE UNIQUE INDEX invitation_hash ON invitation (ws, hash);
CREATE INDEX invitation_member ON invitation (ws, member);

-- How often something was tried lately: sign-in, public forms.
CREATE TABLE attempt (
  ws         BIGINT NOT NULL,
  subject    TEXT NOT NULL,
  count      BIGINT NOT NULL,
  resets_at  BIGINT NOT NULL,
  PRIMARY KEY (ws, subject)
)/*sqlite: WITHOUT ROWID*/;
CREATE INDEX attempt_resets ON attempt (resets_at);

CREATE TABLE audit (
  ws      BIGINT NOT NULL,
  id      BIGINT NOT NULL,
  at      BIGINT NOT NULL,
  kind    TEXT NOT NULL,
  actor   BIGINT,
  subject TEXT NOT NULL DEFAULT '',
  data    TEXT NOT NULL DEFAULT '{}',
  PRIMARY KEY (ws, id)
)/*sqlite: WITHOUT ROWID*/;

CREATE TABLE counter (
  ws    BIGINT NOT NULL,
  name  TEXT NOT NULL,
  value BIGINT NOT NULL,
  PRIMARY KEY (ws, name)
)/*sqlite: WITHOUT ROWID*/;

-- The answer to a request that may be sent again (INT-2). Kept for a while, then cleaned away.
CREATE TABLE idempotency (
  ws         BIGINT NOT NULL,
  scope      TEXT NOT NULL,
  key        TEXT NOT NULL,
  request    TEXT NOT NULL,
  answer     TEXT NOT NULL DEFAULT '',
  lead       BIGINT,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (ws, scope, key)
)/*sqlite: WITHOUT ROWID*/;
CREATE INDEX idempotency_created ON idempotency (created_at);

-- What a message says, kept once for all its readers.
CREATE TABLE letter (
  ws      BIGINT NOT NULL,
  id      BIGINT NOT NULL,
  subject TEXT NOT NULL,
  text    TEXT NOT NULL,
  html    TEXT NOT NULL,
  headers TEXT NOT NULL,
  PRIMARY KEY (ws, id)
)/*sqlite: WITHOUT ROWID*/;

-- Mail and other messages that wait to leave (INV-6).
CREATE TABLE outbox (
  ws          BIGINT NOT NULL,
  id          BIGINT NOT NULL,
  kind        TEXT NOT NULL,
  name        TEXT NOT NULL,
  recipient   TEXT NOT NULL,
  letter      BIGINT NOT NULL,
  lead        BIGINT,
  member      BIGINT,
  dedupe      TEXT,
  created_at  BIGINT NOT NULL,
  due_at      BIGINT,
  lease_until BIGINT,
  attempts    BIGINT NOT NULL DEFAULT 0,
  state       TEXT NOT NULL DEFAULT 'waiting',
  error       TEXT NOT NULL DEFAULT '',
  sent_at     BIGINT,
  PRIMARY KEY (ws, id)
)/*sqlite: WITHOUT ROWID*/;
CREATE INDEX outbox_due ON outbox (due_at) WHERE due_at IS NOT NULL;
CREATE UNIQUE INDEX outbox_dedupe ON outbox (ws, dedupe) WHERE dedupe IS NOT NULL;
CREATE INDEX outbox_lead ON outbox (ws, lead) WHERE lead IS NOT NULL;
CREATE INDEX outbox_recipient ON outbox (ws, recipient);

-- Leads.

CREATE TABLE contact (
  ws         BIGINT NOT NULL,
  id         BIGINT NOT NULL,
  name       TEXT NOT NULL,
  email      TEXT NOT NULL DEFAULT '',
  email_norm TEXT NOT NULL DEFAULT '',
  phone      TEXT NOT NULL DEFAULT '',
  phone_e164 TEXT NOT NULL DEFAULT '',
  lang       TEXT NOT NULL DEFAULT '',
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (ws, id)
)/*sqlite: WITHOUT ROWID*/;
CREATE INDEX contact_email ON contact (ws, email_norm) WHERE email_norm <> '';
CREATE INDEX contact_phone ON contact (ws, phone_e164) WHERE phone_e164 <> '';

CREATE TABLE lead (
  ws              BIGINT NOT NULL,
  id              BIGINT NOT NULL,
  number          BIGINT NOT NULL,
  name            TEXT NOT NULL,
  contact         BIGINT NOT NULL,
  lead_type       TEXT NOT NULL DEFAULT '',
  grid_connection TEXT NOT NULL DEFAULT '',
  product         TEXT NOT NULL DEFAULT '',
  source          TEXT NOT NULL,
  campaign        TEXT NOT NULL DEFAULT '',
  tracking        TEXT NOT NULL DEFAULT '{}',
  external_id     TEXT NOT NULL DEFAULT '',
  street          TEXT NOT NULL DEFAULT '',
  house_number    TEXT NOT NULL DEFAULT '',
  company         TEXT NOT NULL DEFAULT '',
  postcode        TEXT NOT NULL DEFAULT '',
  town            TEXT NOT NULL DEFAULT '',
  province        TEXT NOT NULL DEFAULT '',
  region          TEXT NOT NULL DEFAULT '',
  country         TEXT NOT NULL DEFAULT '',
  lat             DOUBLE PRECISION,
  lng             DOUBLE PRECISION,
  fields          TEXT NOT NULL DEFAULT '{}',
  stage           TEXT NOT NULL,
  category        TEXT NOT NULL,
  stage_at        BIGINT NOT NULL,
  lost_reason     TEXT NOT NULL DEFAULT '',
  resume_at       BIGINT,
  place           TEXT NOT NULL,
  place_unit      BIGINT,
  holder_member   BIGINT,
  placement       BIGINT,
  territory       BIGINT,
  policy_version  BIGINT NOT NULL,
  policy_step     BIGINT NOT NULL DEFAULT 0,
  step_until      BIGINT,
  notify_at       BIGINT,
  deadline_at     BIGINT,
  deadline_kind   TEXT NOT NULL DEFAULT '',
  duplicate_of    BIGINT,
  merged_into     BIGINT,
  created_by      BIGINT,
  created_by_unit BIGINT,
  created_at      BIGINT NOT NULL,
  updated_at      BIGINT NOT NULL,
  active_at       BIGINT NOT NULL,
  archived_at     BIGINT,
  version         BIGINT NOT NULL DEFAULT 1,
  PRIMARY KEY (ws, id)
)/*sqlite: WITHOUT ROWID*/;
CREATE UNIQUE INDEX lead_number ON lead (ws, number);
CREATE INDEX lead_contact_of ON lead (ws, contact);
CREATE INDEX lead_place ON lead (ws, place, id);
CREATE INDEX lead_holder ON lead (ws, place_unit, category, id);
CREATE INDEX lead_territory ON lead (ws, territory, place, id);
CREATE INDEX lead_address ON lead (ws, postcode, house_number, id);
CREATE INDEX lead_resume ON lead (resume_at) WHERE resume_at IS NOT NULL;
CREATE INDEX lead_step ON lead (step_until) WHERE step_until IS NOT NULL;
CREATE INDEX lead_notify ON lead (notify_at) WHERE notify_at IS NOT NULL;
CREATE INDEX lead_deadline ON lead (ws, deadline_at) WHERE deadline_at IS NOT NULL;

-- Leads that look like the same request. Never merged by the program (INT-3).
CREATE TABLE likeness (
  ws         BIGINT NOT NULL,
  lead       BIGINT NOT NULL,
  other      BIGINT NOT NULL,
  reason     TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (ws, lead, other)
)/*sqlite: WITHOUT ROWID*/;
CREATE INDEX likeness_other ON likeness (ws, other);

-- What a merge changed, so that it can be undone.
CREATE TABLE merge (
  ws         BIGINT NOT NULL,
  id         BIGINT NOT NULL,
  kept       BIGINT NOT NULL,
  merged     BIGINT NOT NULL,
  before     TEXT NOT NULL,
  actor      BIGINT,
  created_at BIGINT NOT NULL,
  undone_at  BIGINT,
  PRIMARY KEY (ws, id)
)/*sqlite: WITHOUT ROWID*/;
CREATE INDEX merge_kept ON merge (ws, kept);
CREATE INDEX merge_merged ON merge (ws, merged);

CREATE TABLE consent (
  ws           BIGINT NOT NULL,
  id           BIGINT NOT NULL,
  lead         BIGINT NOT NULL,
  contact      BIGINT NOT NULL,
  text_version TEXT NOT NULL,
  wording      TEXT NOT NULL,
  purposes     TEXT NOT NULL,
  channels     TEXT NOT NULL,
  recipients   TEXT NOT NULL,
  page         TEXT NOT NULL DEFAULT '',
  evidence     TEXT NOT NULL DEFAULT '{}',
  given_at     BIGINT NOT NULL,
  withdrawn_at BIGINT,
  PRIMARY KEY (ws, id)
)/*sqlite: WITHOUT ROWID*/;
CREATE INDEX consent_lead ON consent (ws, lead);

-- The prospect's private page.
CREATE TABLE prospect_link (
  ws         BIGINT NOT NULL,
  hash       TEXT NOT NULL,
  lead       BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (ws, hash)
)/*sqlite: WITHOUT ROWID*/;
CREATE INDEX prospect_link_lead ON prospect_link (ws, lead);

CREATE TABLE event (
  ws         BIGINT NOT NULL,
  id         BIGINT NOT NULL,
  lead       BIGINT NOT NULL,
  at         BIGINT NOT NULL,
  kind       TEXT NOT NULL,
  actor_kind TEXT NOT NULL,
  actor      BIGINT,
  unit       BIGINT,
  data       TEXT NOT NULL DEFAULT '{}',
  PRIMARY KEY (ws, lead, id)
)/*sqlite: WITHOUT ROWID*/;

-- Who has the lead (INV-1), and who has had it.

CREATE TABLE placement (
  ws          BIGINT NOT NULL,
  id          BIGINT NOT NULL,
  lead        BIGINT NOT NULL,
  mode        TEXT NOT NULL,
  unit        BIGINT NOT NULL,
  member      BIGINT,
  step        BIGINT NOT NULL DEFAULT 0,
  actor       BIGINT,
  opened_at   BIGINT NOT NULL,
  due_at      BIGINT,
  warn_at     BIGINT,
  remind_at   BIGINT,
  acted_at    BIGINT,
  ended_at    BIGINT,
  ending      TEXT NOT NULL DEFAULT '',
  reason      TEXT NOT NULL DEFAULT '',
  remark      TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (ws, id)
)/*sqlite: WITHOUT ROWID*/;
CREATE UNIQUE INDEX placement_one_open ON placement (ws, lead) WHERE ended_at IS NULL;
CREATE INDEX placement_lead ON placement (ws, lead, unit);
CREATE INDEX placement_unit ON placement (ws, unit, opened_at);
CREATE INDEX placement_open_unit ON placement (ws, unit) WHERE ended_at IS NULL;
CREATE INDEX placement_due ON placement (due_at) WHERE ended_at IS NULL AND due_at IS NOT NULL;
CREATE INDEX placement_warn ON placement (warn_at) WHERE ended_at IS NULL AND warn_at IS NOT NULL;
CREATE INDEX placement_remind ON placement (remind_at) WHERE ended_at IS NULL AND remind_at IS NOT NULL;

-- Which partners may see a lead that is on the market.
CREATE TABLE listing (
  ws        BIGINT NOT NULL,
  unit      BIGINT NOT NULL,
  lead      BIGINT NOT NULL,
  listed_at BIGINT NOT NULL,
  hidden_at BIGINT,
  PRIMARY KEY (ws, unit, lead)
)/*sqlite: WITHOUT ROWID*/;
CREATE INDEX listing_lead ON listing (ws, lead);

-- Why the lead went where it went (INV-10).
CREATE TABLE decision (
  ws             BIGINT NOT NULL,
  id             BIGINT NOT NULL,
  lead           BIGINT NOT NULL,
  at             BIGINT NOT NULL,
  policy_version BIGINT NOT NULL,
  step           BIGINT NOT NULL,
  kind           TEXT NOT NULL,
  unit           BIGINT,
  explanation    TEXT NOT NULL,
  PRIMARY KEY (ws, lead, id)
)/*sqlite: WITHOUT ROWID*/;

-- +goose Down
SELECT 1;
