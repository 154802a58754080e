// The programs that change accounts beside Debian's (package passwd): the same lines on the same files below a folder,
// the same messages, statuses and files.

import Foundation
import TestSupport
import Testing

private let programs = ["useradd", "userdel", "usermod", "groupadd", "groupdel", "groupmod"]

/// Each is a story on fresh files; `P` stands for the folder.
private let stories: [[String]] = [
  ["useradd -P P bob", "useradd -P P bob", "useradd -P P bea", "useradd -P P -r svc", "useradd -P P -r svc2"],
  ["useradd -P P -u 1000 x", "useradd -P P -o -u 1000 x", "useradd -P P -u abc x", "useradd -P P -u -1 x"],
  ["useradd -P P -G nope x", "useradd -P P -g nope x", "useradd -P P -G sudo,users x", "useradd -P P -g 27 y"],
  ["useradd -P P -c 'Ann B.' -d /srv/ann -s /bin/sh ann", "useradd -P P -c a:b z", "useradd -P P -d home z"],
  ["useradd -P P -s bash z", "useradd -P P -e nodate z", "useradd -P P -e 2030-01-02 z", "useradd -P P -e '' q"],
  ["useradd -P P -N lone", "useradd -P P users", "useradd -P P 'a:b'", "useradd -P P 'a b'", "useradd -P P a,b"],
  ["useradd -P P -p hash z", "useradd -P P -b /srv z2", "useradd -P P -U -N z3", "useradd -P P"],
  ["useradd -P P -m -k P/skel hom", "ls -A P/home P/home/hom", "userdel -P P hom", "ls P/home"],
  ["userdel -P P nope", "userdel -P P user", "userdel -P P"],
  ["useradd -P P bob", "usermod -P P -aG bob user", "userdel -P P bob"],
  ["usermod -P P nope -c x", "usermod -P P -a user", "usermod -P P -aG users,root user", "usermod -P P -G users user"],
  ["usermod -P P -rG sudo user", "usermod -P P -G '' user", "usermod -P P -G nope user"],
  ["usermod -P P -l root user", "usermod -P P -l person user", "usermod -P P -l 'a:b' person"],
  ["usermod -P P -u 0 user", "usermod -P P -u 4000 -c New user", "usermod -P P -ou 0 user", "usermod -P P -u x user"],
  ["usermod -P P -L user", "usermod -P P -U user", "usermod -P P -p hash user", "usermod -P P -L -U user"],
  ["usermod -P P -p hash root", "usermod -P P -L root", "usermod -P P -L root", "usermod -P P -U root"],
  ["usermod -P P -g users user", "usermod -P P -g nope user", "usermod -P P -s bash user", "usermod -P P -c a:b user"],
  ["usermod -P P -d /x user", "usermod -P P -e 2030-01-01 user", "usermod -P P -e '' user"],
  ["groupadd -P P dev", "groupadd -P P dev", "groupadd -P P -f dev", "groupadd -P P -r sys", "groupadd -P P -r sys2"],
  ["groupadd -P P -g 27 q", "groupadd -P P -g abc q", "groupadd -P P 'q:'", "groupadd -P P -og 27 q2"],
  ["groupadd -P P -f -g 27 q3", "groupadd -P P -g 3000 q4", "groupadd -P P q5", "groupadd -P P"],
  ["groupmod -P P nope", "groupmod -P P -n root users", "groupmod -P P -n people users", "groupmod -P P people"],
  [
    "groupmod -P P -g 27 users", "groupmod -P P -g 5000 users", "groupmod -P P -g 5001 user", "groupmod -P P -g x user",
  ],
  ["groupdel -P P nope", "groupdel -P P user", "groupdel -P P users", "groupdel -P P"],
]

private let files: [(name: String, content: String)] = [
  ("etc/passwd", "root:x:0:0:Administrator:/root:/bin/sh\n# kept\nuser:x:1000:1000:Live user:/home/user:/bin/sh\n"),
  ("etc/group", "root:x:0:\nsudo:x:27:user\nusers:x:100:\nuser:x:1000:\n"),
  ("etc/gshadow", ""), ("etc/shadow", "root:*:19000:0:99999:7:::\nuser:!:19000:0:99999:7:::\n"),
  (
    "etc/login.defs",
    "UID_MIN 1000\nUID_MAX 60000\nSYS_UID_MIN 100\nSYS_UID_MAX 999\nGID_MIN 1000\nGID_MAX 60000\nSYS_GID_MIN 100\n"
      + "SYS_GID_MAX 999\nPASS_MAX_DAYS 99999\nPASS_MIN_DAYS 0\nPASS_WARN_AGE 7\nUSERGROUPS_ENAB yes\nHOME_MODE 0700\n"
  ), ("etc/default/useradd", "SHELL=/bin/sh\n"), ("bin/sh", ""), ("skel/.profile", "# new\n"),
]

/// What a story leaves behind: output and status of each line, then the files.
private func tell(_ story: [String], path: String) throws -> [String] {
  let folder = try TemporaryFolder()
  for (name, content) in files { try folder.add(name, content, isExecutable: name == "bin/sh") }
  var told: [String] = []
  for line in story {
    let whole = line.replacingOccurrences(of: "P P", with: "P \(folder.path)")
      .replacingOccurrences(of: " P/", with: " \(folder.path)/")
    let result = try ProgramRun.run(
      "/usr/bin/dash", ["-c", whole], directory: folder.path,
      environment: ["PATH": path, "LC_ALL": "C", "TZ": "UTC", "HOME": "/root"])
    var text = result.output + result.errors
    // The help that Debian's add to a wrong call is theirs.
    for end in ["Usage:", "Try '", "invalid option"] { text = text.components(separatedBy: end)[0] }
    if result.status == 2 { text = "" }
    told.append("\(line) -> \(result.status)\n" + text.replacingOccurrences(of: folder.path, with: "P"))
  }
  for name in ["passwd", "group", "shadow"] {
    // In any order: a line that is changed goes to the end in some of Debian's.
    let text = try String(contentsOfFile: folder.path + "/etc/" + name, encoding: .utf8)
    told.append(name + ":\n" + text.split(separator: "\n").sorted().joined(separator: "\n"))
  }
  return told
}

@Test(arguments: stories) func accountsChangeAsDebiansDo(_ story: [String]) throws {
  guard let image = ProgramRun.built("userutils") else { return }
  let links = try TemporaryFolder()
  for name in programs {
    try FileManager.default.createSymbolicLink(atPath: links.path + "/" + name, withDestinationPath: image)
  }
  let debian = "/usr/sbin:/usr/bin:/sbin:/bin"
  #expect(try tell(story, path: links.path + ":" + debian) == tell(story, path: debian))
}

private let identityLines = [
  "id", "id -u", "id -g", "id -G", "id -un", "id -gn", "id -Gn", "id root", "id -u root nobody", "id -Gn root daemon",
  "id 0", "id +0", "id nobody", "id -n", "id -r", "id -z", "id -ug", "id nope", "id root nope", "id -ru", "id -a",
  "id -zG root daemon | od -c", "id -zu | od -c", "id -zGn root | od -c", "groups", "groups root", "groups root nobody",
  "groups nope", "whoami", "whoami x", "id -x", "id --user --name",
]

@Test(arguments: identityLines) func identitiesAreToldAsDebiansDo(_ line: String) throws {
  guard let image = ProgramRun.built("userutils") else { return }
  let links = try TemporaryFolder()
  for name in ["id", "groups", "whoami"] {
    try FileManager.default.createSymbolicLink(atPath: links.path + "/" + name, withDestinationPath: image)
  }
  func run(_ path: String) throws -> ProgramResult {
    try ProgramRun.run("/usr/bin/dash", ["-c", line], directory: "/", environment: ["PATH": path, "LC_ALL": "C"])
  }
  let (own, expected) = (try run(links.path + ":/usr/bin:/bin"), try run("/usr/bin:/bin"))
  #expect(own.output == expected.output)
  #expect(own.errors == expected.errors)
  #expect(own.status == expected.status)
}
