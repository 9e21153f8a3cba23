package api

import (
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"sluice/internal/i18n"
)

func TestINV12_OurOwnMistakeIsAProblemToo(t *testing.T) {
	a := &API{Deps: Deps{Words: i18n.Load(), Log: slog.New(slog.DiscardHandler)}}
	handler := a.guard(Route{Method: http.MethodGet, Rule: Anyone()}, func(http.ResponseWriter, *http.Request) { panic("a mistake of ours") })
	answer := httptest.NewRecorder()
	handler(answer, httptest.NewRequest(http.MethodGet, "/", http.NoBody))
	if answer.Code != http.StatusInternalServerError || answer.Header().Get("Content-Type") != "application/problem+json" {
		t.Errorf("%d %s", answer.Code, answer.Header().Get("Content-Type"))
	}
	if strings.Contains(answer.Body.String(), "a mistake of ours") {
		t.Errorf("the answer tells the client what broke: %s", answer.Body)
	}
}
