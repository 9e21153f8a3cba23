package org

import (
	"context"
	"fmt"
	"sync"
	"testing"

	"sluice/internal/base"
	"sluice/internal/db"
	"sluice/internal/db/dbtest"
)

func TestOPS1_OfTwoFirstWorkspacesOneIsMade(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *base.FrozenClock) {
		s := newService(d)
		const people = 4
		refused := make([]error, people)
		var all sync.WaitGroup
		for i := range people {
			n := newWorkspace(t, fmt.Sprintf("merk-%d", i))
			n.First = true
			all.Go(func() { _, refused[i] = s.CreateWorkspace(context.Background(), n) })
		}
		all.Wait()
		made := 0
		for _, err := range refused {
			switch base.CodeOf(err) {
			case "":
				made++
			case base.CodeConflict:
			default:
				t.Errorf("refused with %v", err)
			}
		}
		there, err := s.ListWorkspaces(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		if made != 1 || len(there) != 1 {
			t.Errorf("%d were made and %d are there", made, len(there))
		}
	})
}
