package lead

import (
	"context"
	"sync"

	"sluice/internal/base"
	"sluice/internal/db"
)

// numbers gives leads their numbers. It takes them from the database in blocks, since a counter
// changed in every intake would make all intakes of a workspace wait for one another. A restart leaves a gap.
type numbers struct {
	db     *db.DB
	mu     *sync.Mutex
	blocks map[base.ID]block
}

type block struct{ next, end int64 }

const (
	numberBlock   = 20
	numberCounter = "lead"
)

func newNumbers(d *db.DB) numbers {
	return numbers{db: d, mu: &sync.Mutex{}, blocks: map[base.ID]block{}}
}

// next must be called outside a transaction.
func (n numbers) next(ctx context.Context, ws base.ID) (int64, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	b := n.blocks[ws]
	if b.next == b.end {
		end, err := n.take(ctx, ws)
		if err != nil {
			return 0, err
		}
		b = block{next: end - numberBlock, end: end}
	}
	n.blocks[ws] = block{next: b.next + 1, end: b.end}
	return b.next + 1, nil
}

func (n numbers) take(ctx context.Context, ws base.ID) (end int64, err error) {
	err = n.db.Write(ctx, ws, func(tx *db.Tx) error {
		return tx.Get(ctx, &end, takeNumbersSQL, db.Args{"name": numberCounter, "count": numberBlock})
	})
	return end, err
}
