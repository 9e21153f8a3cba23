package blueprint

import (
	"errors"
	"strings"
	"testing"
	"time"
)

func TestParse_NamesEveryProblemAtOnce(t *testing.T) {
	text := strings.NewReplacer(
		"hue: 150", "hue: 151", "entry: new", "entry: nwe", "untouched: 2wd", "untouched: soon", "default_lang: nl", "default_lang: fr",
	).Replace(source(t))
	_, err := Parse("four.yaml", []byte(text))
	var problems Problems
	if !errors.As(err, &problems) {
		t.Fatalf("not Problems: %v", err)
	}
	want := []string{"default_lang", "hue", "entry", "deadlines.untouched"}
	if len(problems) != len(want) {
		t.Fatalf("got %d problems:\n%v", len(problems), err)
	}
	for i, p := range problems {
		if p.Path != want[i] || p.File != "four.yaml" || p.Line == 0 || p.Column == 0 || i > 0 && p.Line <= problems[i-1].Line {
			t.Errorf("problem %d: %+v, want %s, in the order of the file", i, p, want[i])
		}
	}
}

func TestParse_WhatIsNoBlueprintAtAll(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"nothing", "", "b.yaml: the file is empty"},
		{"only a comment", "# nothing\n", "b.yaml: the file is empty"},
		{"a list", "- a\n- b\n", "b.yaml:1:1: wants keys with values, found a list"},
		{"a word", "hello\n", `b.yaml:1:1: wants keys with values, found the text "hello"`},
		{"two documents", "name: a\n---\nname: b\n", "b.yaml:3:1: a second document begins here; a file holds one"},
		{"a bracket left open", "name: a\nlangs: [nl\n", "b.yaml:2:8: not valid YAML: sequence end token ']' not found"},
	} {
		if _, err := Parse("b.yaml", []byte(c.text)); err == nil || err.Error() != c.want {
			t.Errorf("%s: got\n%v\nwant\n%s", c.name, err, c.want)
		}
	}
}

func TestParse_EmptyDocumentSaysAllThatIsMissing(t *testing.T) {
	_, err := Parse("b.yaml", []byte("name: bare\n"))
	for _, part := range []string{"title", "stages", "entry", "roles", "policy", "forms", "consent", "mask", "deadlines.untouched"} {
		if err == nil || !strings.Contains(err.Error(), ": "+part+": is missing") {
			t.Errorf("does not miss %s:\n%v", part, err)
		}
	}
}

func TestParse_RefusesHugeFilesUnread(t *testing.T) {
	_, err := Parse("b.yaml", []byte(strings.Repeat("[", MaxSize+1)))
	if want := "b.yaml: the file has 524289 bytes; at most 524288 are read"; err == nil || err.Error() != want {
		t.Errorf("got %v\nwant %s", err, want)
	}
}

// A file of the permitted size must not hold up the server, whatever is in it.
func TestParse_HostileFilesEndSoon(t *testing.T) {
	for name, text := range map[string]string{
		"deep brackets": strings.Repeat("[", MaxSize),
		"deep braces":   strings.Repeat("{a: ", MaxSize/4),
		"deep lists":    strings.Repeat("- ", MaxSize/2),
		"many keys":     strings.Repeat("a: 1\n", mostTokens/3),
		"too many keys": strings.Repeat("a: 1\n", MaxSize/5),
		"many bad keys": "stages:\n" + strings.Repeat("- {moves: [x]}\n", 20_000),
	} {
		done := make(chan error, 1)
		go func() {
			_, err := Parse(name, []byte(text))
			done <- err
		}()
		select {
		case err := <-done:
			if err == nil {
				t.Errorf("%s: was read without a problem", name)
			}
		case <-time.After(20 * time.Second):
			t.Fatalf("%s: still reading", name)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(source(f)))
	for _, c := range brokenDocuments {
		f.Add([]byte(strings.ReplaceAll(c.new, "»", "")))
	}
	for _, seed := range []string{"", "a: &x [*x]", "- - - a", "? a\n: b", "name: !!binary x", "name: |\n  a\n", "{a: b", "title: {1: 2}", "\xff"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		doc, err := Parse("fuzz.yaml", data)
		if (doc == nil) == (err == nil) {
			t.Fatalf("a document and an error, or neither: %v", err)
		}
		if err != nil {
			if err.Error() == "" {
				t.Fatal("an error that says nothing")
			}
			return
		}
		if problems := Check(doc); len(problems) > 0 {
			t.Fatalf("was read, but has problems:\n%v", problems)
		}
	})
}
