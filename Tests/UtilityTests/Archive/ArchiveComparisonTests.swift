// gzip, zstd, tar and unzip beside Debian's.

import TestSupport
import Testing

private let names = ["gunzip", "gzip", "tar", "unzip", "unzstd", "zcat", "zstd", "zstdcat"]

private let programs = Result {
  try ProgramComparison(
    image: "archiveutils", names: names,
    preparation: """
      umask 022
      printf 'hello\\n' > a; seq 1 5000 > nums; : > empty; printf 'x' > one.gz.txt; mkdir -p d/s
      printf 'deep\\n' > d/s/x; printf 'flat\\n' > d/y
      touch -d '2020-01-02 03:04:05' a nums; head -c 200000 /dev/zero > zeros
      gzip -c a > a2.gz; gzip -nc nums > n.gz; cat a2.gz n.gz > multi.gz; printf 'junk' | cat a2.gz - > junk.gz
      head -c 20 n.gz > short.gz; printf 'nope nope nope' > bad.gz; : > empty.gz; cp a2.gz t.tgz
      printf '\\0\\0\\0' | cat a2.gz - > zero.gz; cp n.gz crc.gz
      printf 'Z' | dd of=crc.gz bs=1 seek=$(($(stat -c %s n.gz) - 8)) conv=notrunc 2>/dev/null
      ln -s a link
      zstd -qc nums > n.zst; zstd -qc a > a2.zst; printf 'nope nope' > bad.zst; head -c 40 n.zst > short.zst
      mkdir t; cp a t/a; cp -r d t/d; ln -s a t/l; ln t/a t/hard; chmod 751 t/a; mkdir t/empty
      longer=$(printf 'long%.0s' $(seq 1 30)); mkdir -p t/$longer; printf 'l\\n' > t/$longer/$longer
      touch -d '2020-01-02 03:04:05' a nums empty zeros d/s/x d/y d/s d *.gz *.zst *.tgz t/a t/d/s/x t/d/y
      touch -h -d '2020-01-02 03:04:05' t/l link
      find t -type d -exec touch -d '2021-02-03 04:05:06' {} +; touch -d '2020-01-02 03:04:05' t/$longer/$longer
      find t -type d -exec touch -d '2021-02-03 04:05:06' {} +
      (cd t && tar --sort=name --owner=root --group=root -cf ../t.tar .); tar --sort=name -czf t.tar.gz t
      tar --sort=name --format=posix -cf p.tar t; tar --sort=name --format=v7 -cf v7.tar t/a t/l t/d
      tar --sort=name --format=ustar -cf u.tar t/a t/l t/d; zstd -qc t.tar > t.tar.zst
      tar -cPf up.tar ../w/a /etc/hostname; head -c 1100 t.tar > short.tar
      zip -q -X -r t.zip t -x 't/l'; zip -q -X -y -r l.zip t/a t/l t/d
      zip -q -0 -X s.zip a nums; zip -q -X -P pw e.zip a
      cp s.zip bad.zip; printf 'Z' | dd of=bad.zip bs=1 seek=35 conv=notrunc 2>/dev/null
      (printf 'prefix'; cat s.zip) > pre.zip
      python3 -c "
      import zipfile
      z = zipfile.ZipFile('evil.zip', 'w')
      for name in ['../../evil', '/abs', 'ok/../z', 'fine']:
        z.writestr(zipfile.ZipInfo(name, (2020, 1, 2, 3, 4, 6)), name)
      z.close()
      z = zipfile.ZipFile('big.zip', 'w', zipfile.ZIP_DEFLATED)
      with z.open(zipfile.ZipInfo('large', (2020, 1, 2, 3, 4, 6)), 'w', force_zip64=True) as f: f.write(b'abc' * 9000)
      z.close()
      "
      """)
}

@Suite struct ArchiveComparisonTests {
  @Test(arguments: ArchiveLines.gzip) func gzip(_ line: String) throws { try programs.get().check(line) }
  @Test(arguments: ArchiveLines.zstandard) func zstandard(_ line: String) throws { try programs.get().check(line) }
  @Test(arguments: ArchiveLines.tar) func tar(_ line: String) throws { try programs.get().check(line) }
  @Test(arguments: ArchiveLines.unzip) func unzip(_ line: String) throws { try programs.get().check(line) }
  @Test func help() throws { try programs.get().checkHelp(names) }

  /// Lines that say how far both sides agree: ours writes, Debian's reads.
  @Test(arguments: ArchiveLines.written) func debianReadsWhatWeWrite(_ line: String) throws {
    guard ProgramRun.built("archiveutils") != nil else { return }
    let result = try programs.get().run(line)
    #expect(result.errors == "" && result.status == 0, "\(line): \(result)")
  }

  /// Archives made to write outside of the folder, each with Debian's tools and ours as the victim.
  @Test(arguments: ArchiveLines.hostile) func nothingLeavesTheFolder(_ line: String) throws {
    guard ProgramRun.built("archiveutils") != nil else { return }
    let result = try programs.get().run("mkdir out in; printf 'safe\\n' > out/f; \(line); cat out/*; ls out")
    #expect(result.output.hasSuffix("safe\nf\n"), "\(line): \(result)")
  }
}
