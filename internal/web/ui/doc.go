// Package ui holds the components that pages are made of, one in each file, under the names the
// design gives them. A component shows what it is handed: it knows no domain and asks for nothing.
package ui
