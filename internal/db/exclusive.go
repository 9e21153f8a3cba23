package db

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"syscall"
)

// ErrInUse is returned for a SQLite folder that another server has.
var ErrInUse = errors.New("another sluice serves this folder; use PostgreSQL for several nodes")

const lockFile = "sluice.lock"

// Reserve keeps other servers off a SQLite folder until release is called or the process ends, however it ends. Two
// servers would not harm the data, but pages of one would not hear of changes by the other. Commands that only read or
// migrate need no reservation; PostgreSQL needs none at all.
func (d *DB) Reserve() (release func() error, err error) {
	if d.dialect != SQLite {
		return func() error { return nil }, nil
	}
	file, err := os.OpenFile(filepath.Join(d.source, lockFile), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, fmt.Errorf("reserve the data folder: %w", err)
	}
	if err := syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		return nil, errors.Join(ErrInUse, file.Close())
	}
	return file.Close, nil
}
