package lead

import (
	"context"

	"sluice/internal/base"
	"sluice/internal/db"
	"sluice/internal/due"
)

// ResumeTask brings paused leads back on their date (STG-3).
func (s *Service) ResumeTask() due.Task {
	return due.Task{Name: "lead.resume", Next: nextResumeSQL, Batch: dueResumeSQL, Run: s.resume}
}

func (s *Service) resume(ctx context.Context, ws, id base.ID) error {
	return s.db.Write(ctx, ws, func(tx *db.Tx) error {
		var l Lead
		found, err := tx.Find(ctx, &l, getSQL+" AND resume_at <= :now"+tx.Dialect().SkipLocked(), db.Args{"id": id, "now": base.At(tx.Now())})
		if err != nil || !found {
			return err
		}
		cfg, err := s.org.ConfigIn(ctx, tx)
		if err != nil {
			return err
		}
		from := cfg.Document.Stage(l.Stage)
		to := from
		if from.ResumeTo != "" {
			to = cfg.Document.Stage(from.ResumeTo)
		}
		system := base.System(ws)
		if err := s.moveTo(ctx, tx, cfg, system, &l, to, EventResumed, Answers{}, Detail{}); err != nil {
			return err
		}
		if err := s.noticeResumed(ctx, tx, cfg, &l); err != nil {
			return err
		}
		return s.Save(ctx, tx, &l)
	})
}
