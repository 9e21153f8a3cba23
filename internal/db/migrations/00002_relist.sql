-- +goose Up

-- When a partner's market must be compared anew with what the partner covers and does.
ALTER TABLE unit ADD COLUMN relist_at BIGINT;
CREATE INDEX unit_relist ON unit (relist_at) WHERE relist_at IS NOT NULL;

-- +goose Down
SELECT 1;
