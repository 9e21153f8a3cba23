package profile

import (
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"sluice/internal/access"
	"sluice/internal/base"
	"sluice/internal/i18n"
	"sluice/internal/org"
	"sluice/internal/web/kit"
	"sluice/internal/web/ui"
)

type tokensView struct {
	Shell  ui.Shell
	P      *i18n.Printer
	URL    string
	Back   string
	Rows   []tokenView
	Form   tokenForm
	Errors ui.FormErrors
	// Secret is that of the token just made. It is shown this once.
	Secret string
}

type tokenView struct {
	Name, Holder, Scopes string
	Used, Expires        string
	Over                 bool
	Revoke               string
}

// tokenForm is what is asked for a new token.
type tokenForm struct {
	Name, Member, Lasts      string
	Members, Lengths, Scopes []ui.Option
	Chosen                   []string
}

func listTokens(r *kit.Request) error { return tokensForm(r, tokenForm{Lasts: "365"}, nil, "") }

// lengths are how many days a token may last; 0 never ends.
var lengths = []int{30, 90, 365, 0}

func createToken(r *kit.Request) error {
	form := tokenForm{Name: r.PostFormValue("name"), Member: r.PostFormValue("member"), Lasts: r.PostFormValue("lasts"), Chosen: r.PostForm["scope"]}
	n := org.NewToken{Member: r.FormID("member"), Name: form.Name, Scopes: form.Chosen}
	days, err := strconv.Atoi(form.Lasts)
	if err != nil || !slices.Contains(lengths, days) {
		return tokensForm(r, form, base.Invalid(base.FieldError{Field: "lasts", Key: "error.choice"}), "")
	}
	if days > 0 {
		n.ExpiresAt = r.Now.Add(time.Duration(days) * 24 * time.Hour)
	}
	_, secret, err := r.Site.Org.CreateToken(r.Context(), r.Actor, n)
	if base.CodeOf(err) == base.CodeInvalid {
		return tokensForm(r, form, err, "")
	}
	if err != nil {
		return err
	}
	return tokensForm(r, tokenForm{Lasts: "365"}, nil, secret)
}

func revokeToken(r *kit.Request) error {
	id, err := r.ID("token")
	if err != nil {
		return err
	}
	if err := r.Site.Org.RevokeToken(r.Context(), r.Actor, id); err != nil {
		return err
	}
	r.Toast("profile.token_revoked")
	return r.Redirect(r.Path("/profile/tokens"))
}

func tokensForm(r *kit.Request, form tokenForm, refused error, secret string) error {
	v := tokensView{
		Shell: r.Shell(r.P.T("profile.tokens"), ""), P: r.P, URL: r.Path("/profile/tokens"), Back: r.Path("/profile"), Form: form,
		Errors: ui.NewFormErrors(r.P, refused), Secret: secret,
	}
	tokens, err := r.Site.Org.ListTokens(r.Context(), r.Actor)
	if err != nil {
		return err
	}
	holders, err := holders(r)
	if err != nil {
		return err
	}
	for _, t := range tokens {
		v.Rows = append(v.Rows, newToken(r, t, holders[t.Member]))
	}
	v.Form.offer(r, holders)
	status := http.StatusOK
	if refused != nil {
		status = http.StatusUnprocessableEntity
	}
	return r.RenderStatus(status, tokensPage(v))
}

// holders are the members that tokens may act as or act as already: the reader, and the programs within reach.
func holders(r *kit.Request) (map[base.ID]org.Member, error) {
	out := map[base.ID]org.Member{}
	var cursor string
	for {
		page, err := r.Site.Org.ListMembers(r.Context(), r.Actor, org.MemberFilter{}, base.PageRequest{Cursor: cursor, Limit: 200})
		if err != nil {
			return nil, err
		}
		for _, m := range page.Items {
			out[m.ID] = m
		}
		if cursor = page.Next; cursor == "" {
			return out, nil
		}
	}
}

func newToken(r *kit.Request, t org.Token, holder org.Member) tokenView {
	v := tokenView{
		Name: t.Name, Holder: holder.Name, Used: r.P.T("profile.never"), Expires: r.P.T("profile.no_end"),
		Scopes: r.P.T("profile.scopes_all"), Revoke: r.Path("/profile/tokens/", t.ID.String()),
	}
	if len(t.Scopes) > 0 {
		names := make([]string, len(t.Scopes))
		for i, permission := range t.Scopes {
			names[i] = rightName(r.P, permission)
		}
		v.Scopes = strings.Join(names, ", ")
	}
	if !t.UsedAt.IsZero() {
		v.Used = r.P.Ago(t.UsedAt.Time, r.Now)
	}
	if !t.ExpiresAt.IsZero() {
		v.Expires, v.Over = r.P.Date(t.ExpiresAt.Time), !r.Now.Before(t.ExpiresAt.Time)
	}
	return v
}

// offer fills the lists. A token for the reader has no more than its rights; programs bring their own.
func (f *tokenForm) offer(r *kit.Request, members map[base.ID]org.Member) {
	f.Members = []ui.Option{{Value: r.Actor.Member.String(), Label: r.P.T("profile.myself", i18n.Args{"Name": r.Actor.Name})}}
	for _, id := range slices.Sorted(maps.Keys(members)) {
		m := members[id]
		if role := r.Config.Document.Role(m.Role); role != nil && role.API && m.State == org.MemberActive {
			f.Members = append(f.Members, ui.Option{Value: id.String(), Label: m.Name})
		}
	}
	for _, days := range lengths {
		label := r.P.T("profile.no_end")
		if days > 0 {
			label = r.P.N("profile.days", days)
		}
		f.Lengths = append(f.Lengths, ui.Option{Value: strconv.Itoa(days), Label: label})
	}
	for _, permission := range access.Permissions() {
		f.Scopes = append(f.Scopes, ui.Option{Value: permission, Label: rightName(r.P, permission)})
	}
}

var rightNames = i18n.Family("config.right_")

func rightName(p *i18n.Printer, permission string) string {
	return p.T(rightNames.Key(strings.ReplaceAll(permission, ".", "_")))
}
