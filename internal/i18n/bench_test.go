package i18n

import (
	"testing"
	"time"
)

func BenchmarkT(b *testing.B) {
	p := Load().Printer(Polish, nil)
	b.ReportAllocs()
	for b.Loop() {
		p.T("common.save")
	}
}

func BenchmarkTWithArgs(b *testing.B) {
	p := Load().Printer(Polish, nil)
	b.ReportAllocs()
	for b.Loop() {
		p.T("error.range", Args{"Min": 1, "Max": 1200})
	}
}

func BenchmarkN(b *testing.B) {
	p := Load().Printer(Polish, nil)
	b.ReportAllocs()
	for b.Loop() {
		p.N("time.days", 22)
	}
}

func BenchmarkNLarge(b *testing.B) {
	p := Load().Printer(Spanish, nil)
	b.ReportAllocs()
	for b.Loop() {
		p.N("time.days", 1_000_000)
	}
}

func BenchmarkPrinter(b *testing.B) {
	c := Load()
	b.ReportAllocs()
	for b.Loop() {
		c.Printer(Dutch, time.UTC)
	}
}

func BenchmarkDateTime(b *testing.B) {
	p := Load().Printer(German, time.UTC)
	at := time.Date(2026, 3, 9, 16, 0, 0, 0, time.UTC)
	b.ReportAllocs()
	for b.Loop() {
		p.DateTime(at)
	}
}
