-- +goose Up

-- What the installation signs with, the same on every node.
CREATE TABLE secret (
  name       TEXT PRIMARY KEY,
  value      TEXT NOT NULL,
  created_at BIGINT NOT NULL
)/*sqlite: WITHOUT ROWID*/;

-- +goose Down
DROP TABLE secret;
