// Command lines of gzip, zstd, tar and unzip that have to do here what they do on Debian.

/// The tables of command lines about archives.
enum ArchiveLines {
  static let gzip: [String] = [
    "gzip -dc a2.gz", "gzip -dc n.gz | md5sum", "gzip -dc multi.gz | md5sum", "gzip -dc junk.gz", "gzip -dc short.gz",
    "gzip -dc bad.gz", "gzip -dc empty.gz", "gzip -dc crc.gz | md5sum", "gzip -dc zero.gz", "gzip -dcq junk.gz",
    "gzip -dc short.gz a2.gz", "gzip -dc bad.gz a2.gz", "gzip -dc crc.gz a2.gz | md5sum", "gzip -t n.gz",
    "gzip -tv n.gz", "gzip -t bad.gz", "gzip -tv short.gz", "gzip -t junk.gz", "gzip -tv zero.gz", "gzip -l n.gz",
    "gzip -l n.gz a2.gz", "gzip -lv n.gz", "gzip -lq n.gz", "gzip -l a2.gz", "gzip -lN a2.gz", "gzip -l bad.gz",
    "gzip -l nofile", "gzip -l < n.gz", "gzip nofile", "gzip -d nofile", "gzip d", "gzip -d a", "gzip n.gz",
    "gzip -d n.gz && ls -l n && stat -c %Y n", "gzip -dk n.gz && ls n n.gz", "gzip -d t.tgz && cat t.tar | head -1",
    "gzip -dN a2.gz < /dev/null", "rm a; gzip -dN a2.gz && cat a && stat -c %Y a", "gunzip n.gz; ls n",
    "gunzip -c n.gz | wc", "zcat n.gz | tail -1", "zcat n | tail -1", "zcat < n.gz | md5sum", "gzip -dc < short.gz",
    "gzip -dc < bad.gz", "gzip -d < a2.gz", "gzip a && ls a.gz && gzip -dc a.gz", "gzip -k a && ls a a.gz",
    "gzip -n a && gzip -lN a.gz", "gzip a; gzip -lN a.gz", "gzip -S .zz a && ls a.zz && gzip -d -S .zz a.zz && cat a",
    "gzip -S '' a", "gzip -d -S .zz a2.gz", "gzip -c a | gzip -dc", "gzip -c nums a | gzip -dc | md5sum",
    "gzip -1c nums | gzip -dc | md5sum", "gzip -9c nums | gzip -dc | md5sum", "gzip --best -c nums | gzip -t",
    "gzip --fast -c zeros | gzip -dc | md5sum", "gzip < nums | gzip -dc | md5sum", "gzip -c empty | gzip -dc",
    "gzip -r d && find d | sort", "gzip -rv d 2>/dev/null; gzip -dr d && find d | sort", "gzip link",
    "gzip -f link && ls link.gz && gzip -dc link.gz", "gzip -c link | gzip -dc", "ln a hard; gzip a; ls a",
    "gzip -cnv a 2>&1 >/dev/null", "gzip -vk a", "gzip -dvk a2.gz", "gzip -dcv a2.gz", "gzip -v < a 2>&1 >/dev/null",
    "touch a.gz; gzip a < /dev/null; ls a", "touch a.gz; gzip -f a; ls a; gzip -dc a.gz",
    "gzip -dc nofile a2.gz", "gzip -kfv empty", "gzip -nc zeros | wc -c | awk '{ print $1 < 400 }'",
    "yes | head -c 3000000 | gzip -6 | gzip -dc | md5sum", "gzip -dc n.gz | head -1",
  ]

  static let zstandard: [String] = [
    "zstd -dc n.zst | md5sum", "zstd -dcq n.zst a2.zst | md5sum", "zstdcat n.zst | tail -1", "zstdcat a",
    "zstdcat < n.zst | md5sum", "zstd -dc bad.zst", "zstd -dqc short.zst", "zstd -dq n.zst && md5sum n && ls n.zst",
    "zstd -d n.zst; stat -c %Y n", "unzstd -q a2.zst && cat a2", "zstd -dq --rm a2.zst; ls a2*", "zstd -tq n.zst",
    "zstd -t a2.zst", "zstd -tq bad.zst", "zstd -dq -o out a2.zst && cat out", "zstd -d nofile.zst",
    "zstd -dq < a2.zst",
    "touch a2; zstd -dq a2.zst; cat a2", "touch a2; zstd -dqf a2.zst; cat a2", "zstd -dc < bad.zst",
    "/usr/bin/zstd -q --ultra -22 -c nums > u; zstd -dqc u | md5sum", "zstd -dc n.gz | md5sum",
  ]

  static let tar: [String] = [
    "tar -tf t.tar", "tar -tvf t.tar", "tar tf t.tar", "tar tvf t.tar ./a", "tar -tf t.tar.gz", "tar -tzf t.tar.gz",
    "tar -tf p.tar", "tar -tvf p.tar", "tar -tvf v7.tar", "tar -tvf u.tar", "tar -tf - < t.tar", "tar -t < t.tar",
    "tar -tf t.tar ./d", "tar -tf t.tar nope", "tar -tf nofile", "tar -tf a", "tar -tf empty", "tar -tf short.tar",
    "tar -tvf t.tar --numeric-owner", "tar -tvf p.tar --full-time", "tar -tf t.tar --wildcards '*a'",
    "tar -tf t.tar --wildcards './d/*'", "tar -tf t.tar --exclude d", "tar -tf t.tar --exclude './d/*'",
    "tar -tf t.tar --exclude '*s*'", "tar -tf up.tar", "tar 2>&1 | sed 's/ or .tar --usage.//'",
    "tar -f t.tar 2>&1 | sed 's/ or .tar --usage.//'", "tar -ctf t.tar 2>&1 | sed 's/ or .tar --usage.//'",
    "tar -cf x.tar 2>&1 | sed 's/ or .tar --usage.//'",
    "tar -xf t.tar -C d && ls -lR d | grep -v -e ' l -> ' -e total", "tar -xf t.tar.gz && cat t/a",
    "mkdir o; tar -xvf t.tar -C o", "mkdir o; tar -xf p.tar -C o; cd o/t; stat -c '%n %a %Y %h %F' . [a-k]* d/*",
    "mkdir o; tar -xf v7.tar -C o; cat o/t/a; readlink o/t/l", "mkdir o; tar -xf t.tar -C o ./d; find o | sort",
    "mkdir o; tar -xf t.tar -C o ./nope; find o", "tar -xf t.tar -C nodir", "tar -xOf t.tar ./a ./d/y",
    "tar -xOf t.tar.gz t/a", "mkdir o; tar -xf t.tar -C o --strip-components=1; find o | sort",
    "mkdir o; tar -xvf t.tar.gz -C o --strip-components=2; find o | sort",
    "mkdir o; tar -xpf t.tar -C o; stat -c %a o/a",
    "mkdir o; tar -xf t.tar -C o -m ./a; test o/a -nt a && echo new",
    "mkdir o; cp nums o/a; tar -xf t.tar -C o; cat o/a",
    "mkdir o; cp nums o/a; tar -xkf t.tar -C o ./a; head -1 o/a",
    "mkdir o; cp nums o/a; tar -xf t.tar -C o --skip-old-files ./a; head -1 o/a",
    "mkdir o; ln -s ../nums o/a; tar -xf t.tar -C o ./a; cat o/a; head -1 nums",
    "mkdir o; tar -xf up.tar -C o; find o | sort", "mkdir o; tar -xPf up.tar -C o ../w/a; ls o",
    "tar --nope 2>&1 | sed 's/ or .tar --usage.//'",
    "tar -cf - a | tar -xOf -", "tar -cf x.tar a nofile; tar -tf x.tar", "tar -cvf x.tar a d/y; tar -tf x.tar",
    "tar -cf - -C d y | tar -tf -", "tar -cf - -C d y -C s x | tar -tvf -", "tar -cf - ../w/a | tar -tf -",
    "tar -cf - /etc/hostname | tar -tf -", "tar -cPf - /etc/hostname | tar -tf -",
    "tar -cf - --exclude=s d | tar -tf -",
    "tar -cf - --exclude='*.gz' . | tar -tf - | grep -c gz", "printf 'a\\nnums\\n' | tar -cf - -T - | tar -tf -",
    "tar -cf - --no-recursion d | tar -tf -", "tar -chf - link | tar -tvf -", "tar -cf - link | tar -tvf -",
    "tar -cf - a > 1; tar --sort=name -cf - t | md5sum", "tar --sort=name -cf - t d a nums zeros | md5sum",
    "tar --sort=name --format=ustar -cf - d a | md5sum", "tar -czf x.tgz a && gzip -dc x.tgz | md5sum",
    "tar -caf x.tar.gz a && gzip -dc x.tar.gz | md5sum", "tar cfz x.tgz a && tar tf x.tgz", "tar cvf x.tar a",
    "tar -cvvf x.tar a", "tar -cf x.tar a && tar -rf x.tar nums && tar -tf x.tar && md5sum x.tar",
    "tar -cf x.tar a && tar -uf x.tar a && tar -tf x.tar",
    "tar -cf x.tar a; touch -d 2022-01-01 a; tar -uf x.tar a; tar -tvf x.tar",
    "tar -rf t.tar.gz a", "tar -cf x.tar --format=nope a 2>&1 | sed 's/ or .tar --usage.//'", "tar -tf t.tar.zst",
    "tar --zstd -tf t.tar.zst",
    "tar -cf - t/a t/hard | tar -tvf -", "tar -cf - nofile | tar -tf -", "tar -xf t.tar -O ./a > b; cat b",
    "printf '\\n' | cat - t.tar | tar -tf -",
  ]

  static let unzip: [String] = [
    "unzip -l t.zip | sort", "unzip -v s.zip", "unzip -l s.zip", "unzip -l s", "unzip -l nofile", "unzip -l a",
    "unzip -lq s.zip", "unzip -lqq s.zip", "unzip -l s.zip nums", "unzip -l s.zip nope", "unzip -l s.zip 'n*'",
    "unzip -l s.zip -x 'n*'", "unzip t.zip -d o | sort", "unzip -q t.zip -d o; find o | sort",
    "unzip -q t.zip -d o; cd o/t; stat -c '%n %a %Y' a d/y d/s/x", "unzip -q l.zip -d o; readlink o/t/l; cat o/t/l",
    "unzip l.zip -d o", "unzip s.zip -d o", "unzip -o s.zip", "unzip -n s.zip", "unzip s.zip < /dev/null",
    "echo A | unzip -q s.zip 2>/dev/null; echo $?", "unzip -qn s.zip", "unzip -p s.zip nums | md5sum",
    "unzip -p s.zip a",
    "unzip -c s.zip a", "unzip -t s.zip", "unzip -tq s.zip", "unzip -tqq s.zip", "unzip -j -o t.zip 't/d/*' -d o; ls o",
    "unzip s.zip nope -d o", "unzip -q s.zip a -d o; ls o", "unzip -q t.zip -x 't/d/*' -d o; find o | sort",
    "unzip evil.zip -d o; find o | sort", "unzip -q big.zip -d o; md5sum o/large", "unzip -l big.zip",
    "unzip -p bad.zip a | md5sum", "unzip -C -l s.zip A", "unzip -p t.zip 't/d/*'", "unzip -p nofile",
  ]

  /// Our writer, Debian's reader.
  static let written: [String] = [
    "tar -cf x.tar t && /usr/bin/tar -tvf x.tar >/dev/null && mkdir o && /usr/bin/tar -xf x.tar -C o && diff -r t o/t",
    "tar --format=pax -cf x.tar t && mkdir o && /usr/bin/tar -xf x.tar -C o && diff -r t o/t",
    "tar --format=ustar -cf x.tar t/a t/d && mkdir o && /usr/bin/tar -xf x.tar -C o && diff -r t/d o/t/d",
    "tar -czf x.tgz t && mkdir o && /usr/bin/tar -xf x.tgz -C o && diff -r t o/t",
    "tar -cf x.tar t && python3 -c \"import tarfile; assert len(tarfile.open('x.tar').getmembers()) > 8\"",
    "for l in 1 2 3 4 5 6 7 8 9; do gzip -$l -c nums zeros | /usr/bin/gzip -t; done",
    "gzip -c nums | python3 -c \"import gzip, sys; gzip.decompress(sys.stdin.buffer.read())\"",
  ]

  /// Made by the enemy; run in a folder with `in` (where it is unpacked) and `out` (which has to stay as it is).
  static let hostile: [String] = [
    "ln -s ../out in/l; (cd in; /usr/bin/tar -cf ../x.tar l; rm l; mkdir l; echo evil > l/f; "
      + "/usr/bin/tar -rf ../x.tar l/f; rm -r l); tar -xf x.tar -C in; /usr/bin/true",
    "ln -s $PWD/out in/l; (cd in; /usr/bin/tar -cf ../x.tar l; rm l; mkdir l; echo evil > l/g; "
      + "/usr/bin/tar -rf ../x.tar l/g; rm -r l); tar -xf x.tar -C in; /usr/bin/true",
    "echo evil > e; /usr/bin/tar -cPf x.tar --transform 's|.*|../out/f|' e; tar -xf x.tar -C in; /usr/bin/true",
    "echo evil > e; /usr/bin/tar -cPf x.tar --transform \"s|.*|$PWD/out/f|\" e; tar -xf x.tar -C in; /usr/bin/true",
    "ln -s ../out in/a; (cd in; ln -s a b; /usr/bin/tar -cf ../x.tar a b; rm a b; mkdir b; echo evil > b/f; "
      + "/usr/bin/tar -rf ../x.tar b/f; rm -r b); tar -xf x.tar -C in; /usr/bin/true",
    "cd in; ln -s ../out l; zip -qy ../x.zip l; rm l; mkdir l; echo evil > l/f; zip -q ../x.zip l/f; rm -r l; "
      + "unzip -qo ../x.zip; cd ..",
    "python3 -c \"import zipfile; zipfile.ZipFile('x.zip', 'w').writestr('../out/f', 'evil')\"; unzip -qo x.zip -d in; "
      + "/usr/bin/true",
  ]
}
