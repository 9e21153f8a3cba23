package api_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"sluice/internal/api"
	"sluice/internal/base"
	"sluice/internal/db"
	"sluice/internal/db/dbtest"
	"sluice/internal/testworld"
)

func decode(t testing.TB, text string) object {
	t.Helper()
	out := object{}
	if err := json.Unmarshal([]byte(text), &out); err != nil {
		t.Fatalf("%v: %s", err, text)
	}
	return out
}

// hostile are bodies that no operation can make sense of, or only with care.
var hostile = []string{
	``, `null`, `[]`, `"x"`, `7`, `true`, `{`, `{}}`, `{"a":}`, "\xff\xfe", "{\"source\":\"\xff\"}", `{"source":"\u0000"}`, `{"remark":"a\u0000b","reason":"no_time"}`,
	strings.Repeat("[", 100_000), strings.Repeat(`{"fields":`, 20_000) + "1" + strings.Repeat("}", 20_000),
	`{"contact":{"name":{"a":1}},"source":[]}`, `{"contact":[],"source":7}`, `{"contact":null,"source":null}`,
	`{"contact":{"name":"A","email":"a@b.example"},"source":"solar_calculator","fields":{"roof_area":1e999}}`,
	`{"contact":{"name":"A","email":"a@b.example"},"source":"solar_calculator","fields":{"roof_area":{"a":[1]}}}`,
	`{"contact":{"name":"A","email":"a@b.example"},"source":"solar_calculator","fields":{"message":["a",1]}}`,
	`{"contact":{"name":"A","email":"a@b.example"},"source":"solar_calculator","fields":{"":""}}`,
	`{"contact":{"name":"A","email":"a@b.example"},"source":"solar_calculator","address":{"lat":1e308,"lng":-1e308}}`,
	`{"contact":{"name":"A","email":"a@b.example"},"source":"solar_calculator","assign":{"unit":"zzzzzzzzzzzzz"}}`,
	`{"contact":{"name":"A","email":"a@b.example"},"source":"solar_calculator","tracking":{"` + strings.Repeat("k", 5000) + `":"v"}}`,
	`{"contact":{"name":"A","email":"a@b.example"},"source":"solar_calculator","consent":{"key":"contact","version":9223372036854775807,"wording":"x"}}`,
	`{"contact":{"name":"A","email":"a@b.example"},"source":"solar_calculator","consent":{"key":"contact","version":1e30,"wording":"x"}}`,
	`{"contact":{"name":"A","email":"a@b.example"},"source":"solar_calculator","consent":{"key":"contact","version":1.5,"wording":"x"}}`,
	`{"contact":{"name":"` + strings.Repeat("é", 50_000) + `","email":"a@b.example"},"source":"solar_calculator"}`,
	`{"contact":{"name":"\ud800","email":"a@b.example","phone":"+` + strings.Repeat("9", 1000) + `"},"source":"solar_calculator"}`,
	`{"unit":"nonsense"}`, `{"unit":""}`, `{"unit":"0000000000001","member":"0000000000001"}`, `{"unit":7}`,
	`{"stage":"nonsense"}`, `{"stage":"resubmission","resume_on":"99999-01-01"}`, `{"stage":"resubmission","resume_on":"9999-12-31T23:59:59Z","contact_type":"phone"}`,
	`{"stage":"first_contact","date":"0000-01-01","contact_type":"phone"}`, `{"stage":"first_contact","date":"-1","contact_type":"phone"}`,
	`{"outcome":"nonsense"}`, `{"outcome":"no_answer","deadline_at":"0001-01-01T00:00:00Z"}`, `{"outcome":"no_answer","fields":{"roof_area":null,"x":[]}}`,
	`{"merged":""}`, `{"merged":"0000000000001"}`, `{"reason":"nonsense"}`, `{"reason":"no_time","remark":"` + strings.Repeat("x", 3000) + `"}`,
}

// Whatever comes in, the answer is a clear one and never the program's own failure.
func TestINV12_HostileBodiesAreRefusedClearly(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *base.FrozenClock) {
		w, other := testworld.New(t, d, clock), testworld.Named(t, d, clock, "anders")
		admin := as(t, w, handler(w, 0), w.Admin)
		foreign := fmt.Sprintf(`{"contact":{"name":"A","email":"a@b.example"},"source":"solar_calculator","assign":{"unit":"%s"}}`, other.Veluwe)
		bodies := append([]string{foreign, fmt.Sprintf(`{"unit":"%s"}`, other.Veluwe), fmt.Sprintf(`{"merged":"%s"}`, other.Lead(t, "B").ID)}, hostile...)
		id := w.Lead(t, "Ans de Wit").ID.String()
		for _, r := range api.Routes() {
			if !r.Unsafe() {
				continue
			}
			for _, body := range bodies {
				for _, header := range []string{"", "hostile"} {
					c := admin
					if header != "" {
						c = admin.with("Idempotency-Key", header)
					}
					got := c.raw(r.Method, strings.Replace(r.Path, "{id}", id, 1), strings.NewReader(body))
					if got.Code >= 500 || got.Code >= 400 && got.Header().Get("Content-Type") != "application/problem+json" {
						t.Errorf("%s with %.200q: %d %s", r.ID, body, got.Code, got.Body)
					}
				}
			}
		}
	})
}

func TestINV12_HostileAddressesAreRefusedClearly(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *base.FrozenClock) {
		w := testworld.New(t, d, clock)
		admin := as(t, w, handler(w, 0), w.Admin)
		values := []string{
			"\x00", "\xff", "'; DROP TABLE lead; --", "%", strings.Repeat("9", 400), "-1", "1e9", "é", strings.Repeat("x", 10_000),
			"OTAwMDAwMDAwMDAwMDAwMC45MjIzMzcyMDM2ODU0Nzc1ODA3", "eA.eA", "_-_",
		}
		for _, r := range api.Routes() {
			if r.Unsafe() || r.Rule.Public() {
				continue
			}
			for _, value := range values {
				for _, name := range []string{"q", "cursor", "limit", "unit", "stage", "tab", "sort", "region", "state", "product", "\xff\x00"} {
					path := strings.Replace(r.Path, "{id}", url.PathEscape(value), 1)
					got := admin.raw(r.Method, path+"?"+url.QueryEscape(name)+"="+url.QueryEscape(value), nil)
					if got.Code >= 500 {
						t.Errorf("%s with %q=%.40q: %d %s", r.ID, name, value, got.Code, got.Body)
					}
				}
			}
		}
		for _, header := range []string{"Authorization", "If-Match", "Accept-Language", "Accept", "Idempotency-Key"} {
			for _, value := range []string{"\xff", "*/*;q=x", "Bearer ", "Bearer slc_", "Bearer slc_0000000000001_", strings.Repeat(",", 5000), `"9223372036854775808"`} {
				if got := admin.with(header, value).raw("POST", "/leads", strings.NewReader("{}")); got.Code >= 500 {
					t.Errorf("%s: %.40q: %d %s", header, value, got.Code, got.Body)
				}
			}
		}
	})
}

func FuzzCreateLead(f *testing.F) {
	for _, body := range hostile {
		f.Add(body)
	}
	good, err := json.Marshal(request("Ans de Wit"))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(string(good))
	d := dbtest.Open(f, dbtest.SQLiteSource(f), base.NewFrozenClock(dbtest.Start))
	w := testworld.New(f, d, base.NewFrozenClock(dbtest.Start))
	h := handler(w, 1<<30)
	token := as(f, w, h, w.Admin).token
	f.Fuzz(func(t *testing.T, body string) {
		r := httptest.NewRequest(http.MethodPost, api.Prefix+"/leads", strings.NewReader(body))
		r.Header.Set("Authorization", "Bearer "+token)
		got := httptest.NewRecorder()
		h.ServeHTTP(got, r)
		if got.Code >= 500 {
			t.Errorf("%d %s", got.Code, got.Body)
		}
		decode(t, got.Body.String())
	})
}
