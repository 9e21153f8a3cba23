// Package company is what a partner says about itself: how to reach it, what it does, how much it takes, and when it
// is away. What it covers is the brand's to say, and only shown.
package company
