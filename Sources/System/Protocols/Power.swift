// `power:` as served by acpid, and `service:` as served by init: text, so that a shell can use them.
//
//   power:     write "shutdown" or "reboot". Whoever has the scheme in its namespace may.
//   service:   read: a line a service: name, state, process, restarts and last end, separated by tabs;
//              write (user 0): "start NAME", "stop NAME", "restart NAME".
//   log:       read: the log, oldest line first. log:NAME, write: lines that are kept with time and NAME.
//   rand:      read: random bytes, fit for secrets. write: entropy to mix in.

/// The words that `power:` takes.
public enum PowerCommand {
  public static let shutdown: StaticString = "shutdown"
  public static let reboot: StaticString = "reboot"
}
