package placement

import (
	"context"
	"fmt"
	"strings"

	"sluice/internal/base"
	"sluice/internal/db"
	"sluice/internal/i18n"
	"sluice/internal/lead"
	"sluice/internal/org"
	"sluice/internal/outbox"
)

// notice is one mail about one lead, to be worded for each reader.
type notice struct {
	name   string // also the end of its keys: placing.mail_<name>_subject
	dedupe string
	args   i18n.Args
	facts  func(p *i18n.Printer) []outbox.Fact
	// page is the path behind the workspace, the lead's own when empty.
	page string
}

var mailWords = i18n.Family("placing.mail_")

// tell puts a notice into the outbox for each of the recipients.
func (s *Service) tell(ctx context.Context, w walk, to []org.Recipient, n notice) error {
	ws, err := s.org.WorkspaceIn(ctx, w.tx)
	if err != nil {
		return err
	}
	cfg, err := s.org.ConfigIn(ctx, w.tx)
	if err != nil {
		return err
	}
	for lang, readers := range byLang(cfg, to) {
		var each []outbox.Addressee
		for _, r := range readers {
			dedupe := fmt.Sprintf("%s:%s:%s:%s", n.name, w.lead.ID, n.dedupe, r.ID)
			each = append(each, outbox.Addressee{To: r.Email, Member: r.ID, Dedupe: dedupe})
		}
		if err := outbox.PutEach(ctx, w.tx, s.mail(ws, cfg, w, lang, n), each); err != nil {
			return err
		}
	}
	return nil
}

// byLang sorts people by the language they read, since what they read is the same otherwise.
func byLang(cfg *org.Config, to []org.Recipient) map[string][]org.Recipient {
	out := map[string][]org.Recipient{}
	for _, r := range to {
		lang := string(cfg.Lang(r.Lang))
		out[lang] = append(out[lang], r)
	}
	return out
}

func (s *Service) mail(ws org.Workspace, cfg *org.Config, w walk, lang string, n notice) outbox.Mail {
	p := cfg.Printer(lang)
	word := func(part string) string { return p.T(mailWords.Key(n.name+"_"+part), n.args) }
	page := n.page
	if page == "" {
		page = "/leads/" + w.lead.ID.String()
	}
	m := outbox.Mail{
		Name: "placement." + n.name, Lang: lang, Lead: w.lead.ID, Brand: ws.Brand(cfg),
		Subject: word("subject"), Heading: word("heading"), Paragraphs: []string{word("text")},
		Buttons: []outbox.Button{{Label: word("button"), URL: s.baseURL + "/" + ws.Slug + page, Primary: true}},
	}
	if n.facts != nil {
		m.Facts = n.facts(p)
	}
	return m
}

// holder are the people who have the lead.
func (s *Service) holder(ctx context.Context, w walk, p Placement) ([]org.Recipient, error) {
	return s.org.RecipientsIn(ctx, w.tx, p.Unit, p.Member)
}

func (s *Service) noticeAssigned(ctx context.Context, w walk, p Placement) error {
	to, err := s.holder(ctx, w, p)
	if err != nil {
		return err
	}
	return s.tell(ctx, w, to, notice{name: "assigned", dedupe: w.lead.Placement.String(), args: named(w.lead)})
}

func (s *Service) noticeReminded(ctx context.Context, w walk, p Placement) error {
	to, err := s.holder(ctx, w, p)
	if err != nil {
		return err
	}
	return s.tell(ctx, w, to, notice{name: "reminded", dedupe: p.ID.String(), args: named(w.lead)})
}

func (s *Service) noticeWarned(ctx context.Context, w walk, p Placement) error {
	to, err := s.holder(ctx, w, p)
	if err != nil {
		return err
	}
	args := named(w.lead)
	args["Until"] = p.DueAt.Time
	return s.tell(ctx, w, to, notice{name: "warned", dedupe: p.ID.String(), args: args})
}

// noticeLapsed does not name the person: the lead is the partner's no longer, and its details are hidden again.
func (s *Service) noticeLapsed(ctx context.Context, w walk, p Placement) error {
	to, err := s.holder(ctx, w, p)
	if err != nil {
		return err
	}
	return s.tell(ctx, w, to, notice{name: "lapsed", dedupe: p.ID.String(), args: s.placed(w), page: "/home"})
}

func (s *Service) noticeWithdrawn(ctx context.Context, w walk) error {
	to, err := s.org.RecipientsIn(ctx, w.tx, w.lead.PlaceUnit, w.lead.HolderMember)
	if err != nil {
		return err
	}
	return s.tell(ctx, w, to, notice{name: "withdrawn", dedupe: w.lead.Placement.String(), args: s.placed(w), page: "/home"})
}

func (s *Service) noticeInbox(ctx context.Context, w walk) error {
	to, err := s.org.RecipientsIn(ctx, w.tx, w.lead.PlaceUnit, 0)
	if err != nil {
		return err
	}
	return s.tell(ctx, w, to, notice{name: "inbox", dedupe: w.tx.Now().Format("200601021504"), args: s.placed(w)})
}

// noticeAvailable tells at once those members of the listed partners who want that, and plans a digest for the others.
func (s *Service) noticeAvailable(ctx context.Context, w walk) error {
	var units []base.ID
	if err := w.tx.Select(ctx, &units, listedUnitsSQL, db.Args{"lead": w.lead.ID}); err != nil {
		return err
	}
	members, err := s.org.MembersOfIn(ctx, w.tx, belowAll(w.tree, units))
	if err != nil {
		return err
	}
	var now []org.Recipient
	var later []base.ID
	for _, m := range members {
		switch {
		case !w.tree.Unit(m.Unit).AvailableAt(w.tx.Now()):
		case m.MarketMail == org.MailImmediate:
			now = append(now, m)
		case m.MarketMail == org.MailDigest:
			later = append(later, m.ID)
		}
	}
	if len(later) > 0 {
		at := base.At(nextDigest(w))
		if _, err := w.tx.Exec(ctx, planDigestSQL, db.Args{"members": later, "at": at}); err != nil {
			return err
		}
	}
	masked := lead.Mask(w.cfg.Document, w.lead)
	return s.tell(ctx, w, now, notice{
		name: "available", dedupe: w.tx.Now().Format("20060102150405"), args: s.placed(w),
		facts: func(p *i18n.Printer) []outbox.Fact { return maskedFacts(w, masked, p) },
	})
}

func belowAll(tree *org.Tree, units []base.ID) []base.ID {
	var out []base.ID
	for _, u := range units {
		out = append(out, tree.Below(u)...)
	}
	return out
}

// maskedFacts are what a partner may read of a lead before it has taken it, for a mail (INV-8).
func maskedFacts(w walk, masked *lead.Lead, p *i18n.Printer) []outbox.Fact {
	var facts []outbox.Fact
	if product, ok := w.cfg.Document.Product(masked.Product); ok {
		facts = append(facts, outbox.Fact{Label: p.T("placing.fact_product"), Value: product.Title.In(p.Lang())})
	}
	if where := strings.TrimSpace(masked.Postcode + " " + masked.Town); where != "" {
		facts = append(facts, outbox.Fact{Label: p.T("placing.fact_place"), Value: where})
	}
	return append(facts, outbox.Fact{Label: p.T("placing.fact_received"), Value: p.DateTime(masked.CreatedAt.Time)})
}

// named are the arguments for a reader who has the lead.
func named(l *lead.Lead) i18n.Args { return i18n.Args{"Name": l.Name, "Town": l.Town} }

// placed are the arguments for a reader who does not, or no more.
func (s *Service) placed(w walk) i18n.Args {
	masked := lead.Mask(w.cfg.Document, w.lead)
	where := masked.Town
	if where == "" {
		where = masked.Postcode
	}
	return i18n.Args{"Ref": w.lead.Ref(w.cfg.Document), "Town": where}
}
