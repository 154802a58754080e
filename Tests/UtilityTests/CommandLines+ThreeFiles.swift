// Command lines that have to do here what they do on Debian: diff3.

extension CommandLines {
  /// Mine, the old one, yours: a conflict, changes of each alone, the same change twice, a line more.
  private static let texts =
    #"printf 'a\nB1\nc\nd\ne\nF\ng\nh\ni\n.j\nk\n' >m; printf 'a\nb\nc\nd\ne\nf\ng\nh\nj\nk\n' >o; "#
    + #"printf 'a\nB2\n.x\nc\nD\n.d\ne\nF\ng\nj\nk\nl\n' >y; "#

  static let threeFileLines: [String] =
    [
      "", "-e", "-E", "-A", "-x", "-X", "-3", "-m", "-m -A", "-m -E", "-m -e", "-m -3", "-m -x", "-m -X", "-T", "-i",
      "-i -A", "-i -e", "-a", "-L one -L two -L three -m", "-L one -A", "-L one -E", "-L one", "-e -L one", "-e -A",
      "-m -i", "-L 1 -L 2 -L 3 -L 4 -m",
    ].map { "\(texts)diff3 \($0) m o y" } + [
      "\(texts)diff3 y o m",
      "\(texts)diff3 -A y o m",
      "\(texts)diff3 -m o m y",
      "\(texts)diff3 -m m y o",
      "\(texts)diff3 m m o",
      "\(texts)diff3 m o o",
      "\(texts)diff3 o m o",
      "\(texts)diff3 o o o",
      "\(texts)diff3 - o y < m",
      "\(texts)diff3 m o - < y",
      "\(texts)diff3 -m m - y < o",
      "diff3 a.txt empty b.txt",
      "diff3 empty a.txt b.txt",
      "diff3 -A empty a.txt b.txt",
      "diff3 -m empty a.txt empty",
      "diff3 -e a.txt empty b.txt",
      "diff3 -m a.txt b.txt empty",
      "diff3 -A a.txt blank.txt para",
      "diff3 s10 s30 a.txt",
      "diff3 -m s10 s30 a.txt",
      "diff3 nonl a.txt b.txt",
      "diff3 -m a.txt empty nonl",
      #"printf 'a\r\n' >m; printf 'a\n' >o; printf 'b\r\n' >y; diff3 --strip-trailing-cr -m m o y; diff3 m o y"#,
      "seq 1 400 >o; sed 's/7$/x/;100,110d' o >m; sed 's/^1/y/;300,310d' o >y; diff3 m o y",
      "seq 1 400 >o; sed 's/7$/x/;100,110d' o >m; sed 's/^1/y/;300,310d' o >y; diff3 -m m o y",
      "seq 1 400 >o; sed 's/7$/x/;100,110d' o >m; sed 's/^1/y/;300,310d' o >y; diff3 -A m o y",
      "diff3",
      "diff3 a.txt",
      "diff3 a.txt b.txt",
      "diff3 a.txt b.txt empty big",
      "diff3 a.txt b.txt nofile",
      "diff3 a.txt b.txt d",
      "diff3 -m a.txt - - < b.txt",
      "diff3 --bad",
      "diff3 -L",
    ]
}
