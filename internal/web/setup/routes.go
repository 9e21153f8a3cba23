package setup

import (
	"net/http"

	"sluice/internal/base"
	"sluice/internal/web/kit"
	"sluice/internal/web/ui"
)

// Routes belong to no workspace, since there is none yet. They are closed as soon as there is one.
func Routes() []kit.Route {
	route := func(method, path string, handler kit.Handler) kit.Route {
		return kit.Route{Method: method, Path: path, Rule: kit.Anyone(), Handler: fresh(handler)}
	}
	return []kit.Route{
		route(http.MethodGet, "/setup", open),
		route(http.MethodPost, "/setup", enterCode),
		route(http.MethodGet, "/setup/{step}", show),
		route(http.MethodPost, "/setup/{step}", answer),
	}
}

// fresh answers only while the installation has no workspace.
func fresh(next kit.Handler) kit.Handler {
	return func(r *kit.Request) error {
		all, err := r.Site.Org.ListWorkspaces(r.Context())
		if err != nil {
			return err
		}
		if len(all) > 0 {
			return over(r)
		}
		return next(r)
	}
}

// over is what the slower of two finds, and whoever comes back to a link that is old.
func over(r *kit.Request) error {
	forget(r)
	if r.Method == http.MethodGet {
		return r.Redirect("/")
	}
	return r.RenderStatus(http.StatusConflict, overPage(page(r, r.P.T("setup.title"))))
}

func open(r *kit.Request) error {
	if code := r.URL.Query().Get("code"); code != "" {
		return begin(r, code)
	}
	if _, ok := kept(r); ok {
		return r.Redirect("/setup/" + steps[0].key)
	}
	return r.Render(codePage(codeView{Page: page(r, r.P.T("setup.title"))}))
}

func enterCode(r *kit.Request) error { return begin(r, r.PostFormValue("code")) }

// begin hands out an empty draft for the right code.
func begin(r *kit.Request, code string) error {
	if !isCode(r.Site, code) {
		v := codeView{Page: page(r, r.P.T("setup.title")), Code: code}
		v.Errors = ui.NewFormErrors(r.P, base.Invalid(base.FieldError{Field: "code", Key: "setup.error_code"}))
		return r.RenderStatus(http.StatusUnprocessableEntity, codePage(v))
	}
	if err := new(draft).keep(r); err != nil {
		return err
	}
	return r.Redirect("/setup/" + steps[0].key)
}

func show(r *kit.Request) error {
	i := at(r.PathValue("step"))
	if i < 0 {
		return base.NotFound()
	}
	d, ok := kept(r)
	if !ok {
		return r.Redirect("/setup")
	}
	if first := d.firstWrong(); first < i {
		return r.Redirect("/setup/" + steps[first].key)
	}
	return r.Render(stepPage(newStep(r, d, i, nil)))
}

func answer(r *kit.Request) error {
	i := at(r.PathValue("step"))
	if i < 0 {
		return base.NotFound()
	}
	d, ok := kept(r)
	if !ok {
		return r.Redirect("/setup")
	}
	steps[i].read(d, r)
	var wrong base.Fields
	steps[i].check(d, &wrong)
	if err := wrong.Err(); err != nil {
		return r.RenderStatus(http.StatusUnprocessableEntity, stepPage(newStep(r, d, i, err)))
	}
	if i < len(steps)-1 {
		return turn(r, d, i+1)
	}
	return finish(r, d)
}

// turn keeps the draft and opens another page.
func turn(r *kit.Request, d *draft, to int) error {
	if err := d.keep(r); err != nil {
		return err
	}
	return r.Redirect("/setup/" + steps[to].key)
}
