// Package mailbox shows the mails where no mail server is set up, so that nothing gets lost and everything can be
// tried: to a workspace's admins, and in the demo to everybody.
package mailbox
