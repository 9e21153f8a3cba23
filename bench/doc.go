// Package bench measures what the product promises to be fast, always beside the raw database in the same run: a figure
// alone says more about the machine than about the program. Run it with "make bench".
package bench
