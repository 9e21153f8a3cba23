package main

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func noEnv(string) (string, bool) { return "", false }

// sluice runs the program.
func sluice(t *testing.T, args ...string) (code int, out, problems string) {
	t.Helper()
	var o, p bytes.Buffer
	code = run(context.Background(), args, noEnv, &o, &p)
	return code, o.String(), p.String()
}

func TestOPS1_EveryCommandExplainsItself(t *testing.T) {
	code, out, _ := sluice(t, "--help")
	if code != 0 {
		t.Errorf("help ends with %d", code)
	}
	for _, name := range []string{"demo", "serve", "migrate", "doctor", "version"} {
		if !strings.Contains(out, "\n  "+name+" ") {
			t.Errorf("the help does not name %s", name)
		}
		code, own, problems := sluice(t, name, "--help")
		if code != 0 || problems != "" || !strings.HasPrefix(own, "sluice "+name+": ") || !strings.Contains(own, "-config file") {
			t.Errorf("%s --help ends with %d: %s%s", name, code, own, problems)
		}
	}
}

func TestOPS1_AWrongCommandLineSaysWhatIsWrong(t *testing.T) {
	for _, c := range []struct {
		args []string
		want string
	}{
		{nil, "Usage"}, {[]string{"bake"}, `no command "bake"`}, {[]string{"serve", "--oven"}, "oven"}, {[]string{"serve", "now"}, `"now"`},
		{[]string{"demo", "--leads", "many"}, "leads"}, {[]string{"serve", "--config", "not/there.yaml"}, "not/there.yaml"},
	} {
		code, out, problems := sluice(t, c.args...)
		if code != 2 || out != "" || !strings.Contains(problems, c.want) {
			t.Errorf("%v ends with %d: %q, want 2 and …%s…", c.args, code, problems, c.want)
		}
	}
}

func TestOPS1_FlagsThenEnvironmentThenFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "sluice.yaml")
	if err := os.WriteFile(file, []byte("addr: file:1\nsmtp-host: file.example\nsmtp-port: 2525\nleads: 7\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	env := func(key string) (string, bool) {
		value, ok := map[string]string{"SLUICE_ADDR": "env:1", "SLUICE_SMTP_HOST": "env.example", "SLUICE_CONFIG": file}[key]
		return value, ok
	}
	fs := flag.NewFlagSet("serve", flag.ContinueOnError)
	serveCommand().bind(fs)
	if err := configure(fs, []string{"--addr", "flag:1"}, env); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"addr": "flag:1", "smtp-host": "env.example", "smtp-port": "2525", "data": "data"} {
		if got := fs.Lookup(name).Value.String(); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
}

func TestOPS1_AFileWithAnUnknownSettingIsRefused(t *testing.T) {
	for content, want := range map[string]string{
		"adr: host:1\n": `"adr"`, "addr: [a, b]\n": "one value", "addr: host:1: 2\n": "sluice.yaml", "smtp-port: many\n": "smtp-port",
	} {
		file := filepath.Join(t.TempDir(), "sluice.yaml")
		if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		code, _, problems := sluice(t, "serve", "--config", file)
		if code != 2 || !strings.Contains(problems, want) {
			t.Errorf("%q ends with %d: %q, want 2 and …%s…", content, code, problems, want)
		}
	}
}

func TestOPS1_MigrateThenDoctor(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	if code, _, problems := sluice(t, "doctor", "--data", dir); code != 1 || !strings.Contains(problems, "no database") {
		t.Errorf("the doctor of nothing ends with %d: %s", code, problems)
	}
	if _, err := os.Stat(dir); err == nil {
		t.Error("the doctor made the folder")
	}
	if code, out, problems := sluice(t, "migrate", "--data", dir); code != 0 || !strings.Contains(out, "at version") {
		t.Errorf("migrate ends with %d: %s%s", code, out, problems)
	}
	if code, out, problems := sluice(t, "doctor", "--data", dir); code != 0 || !strings.Contains(out, "all is well") {
		t.Errorf("the doctor ends with %d: %s%s", code, out, problems)
	}
}

func TestOPS1_VersionTellsIt(t *testing.T) {
	if code, out, _ := sluice(t, "version"); code != 0 || !strings.HasPrefix(out, "sluice "+version+" ") {
		t.Errorf("version ends with %d: %q", code, out)
	}
}

// TestOPS5_TheDemoWritesCredentialsOnceItAnswers runs the demo as a script does, until it is told to stop.
func TestOPS5_TheDemoWritesCredentialsOnceItAnswers(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "credentials.json")
	if err := os.WriteFile(file, []byte("of an earlier run"), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	var problems bytes.Buffer
	ended := make(chan int)
	go func() {
		ended <- run(ctx, []string{
			"demo", "--addr", "127.0.0.1:0", "--dir", filepath.Join(dir, "data"), "--credentials", file, "--leads", "12",
		}, noEnv, &bytes.Buffer{}, &problems)
	}()
	c := awaitCredentials(t, file, ended)
	if len(c.Workspaces) != 1 || c.Workspaces[0].Slug != "zonveer" || len(c.Workspaces[0].Members) < 30 {
		t.Fatalf("the credentials are %+v", c)
	}
	for _, m := range c.Workspaces[0].Members[:3] {
		request, err := http.NewRequestWithContext(ctx, http.MethodGet, c.URL+"/api/v1/me", http.NoBody)
		if err != nil {
			t.Fatal(err)
		}
		request.Header.Set("Authorization", "Bearer "+m.Token)
		answer, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		_ = answer.Body.Close()
		if answer.StatusCode != http.StatusOK {
			t.Errorf("the token of %s is answered by %d", m.Name, answer.StatusCode)
		}
	}
	stop()
	select {
	case code := <-ended:
		if code != 0 {
			t.Errorf("the demo ends with %d: %s", code, problems.String())
		}
	case <-time.After(20 * time.Second):
		t.Error("the demo does not stop")
	}
}

func awaitCredentials(t *testing.T, file string, ended <-chan int) (c credentials) {
	t.Helper()
	for deadline := time.Now().Add(2 * time.Minute); time.Now().Before(deadline); time.Sleep(50 * time.Millisecond) {
		select {
		case code := <-ended:
			t.Fatalf("the demo ended with %d", code)
		default:
		}
		text, err := os.ReadFile(file)
		if err == nil && json.Unmarshal(text, &c) == nil {
			return c
		}
	}
	t.Fatal("no credentials were written")
	return c
}
