-- +goose Up

-- What a lead is worth, in minor units of the workspace's currency, as its holder says when it sends a quote or wins.
ALTER TABLE lead ADD COLUMN amount BIGINT;

-- +goose Down
SELECT 1;
