// Pictures in SVG beside librsvg's (the program rsvg-convert).

import Foundation
import TestSupport
import Testing

@testable import Graphics

@Suite struct SVGComparisonTests {
  /// The inside of a picture of 100 × 100, and what it is about.
  private static let pictures: [(String, String)] = [
    (
      "shapes",
      """
      <rect x="5" y="5" width="30" height="20" fill="tomato"/><rect x="40" y="5" width="30" height="20" rx="8" ry="4"/>
      <circle cx="20" cy="50" r="14" fill="none" stroke="#36c" stroke-width="4"/>
      <ellipse cx="60" cy="50" rx="25" ry="12"/>
      <line x1="5" y1="75" x2="95" y2="80" stroke="green" stroke-width="3"/>
      <polyline points="5,95 20,85 35,95 50,85" fill="none" stroke="rgb(200,20,0)"/>
      <polygon points="60,85 95,85 78,98" fill="hsl(260,60%,50%)"/>
      """
    ),
    (
      "paths",
      """
      <path d="M10 80 C 40 10, 65 10, 95 80 S 150 150, 180 80" fill="none" stroke="black" stroke-width="2"/>
      <path d="M10 50 Q 25 25 40 50 t 30 0 t 30 0" fill="none" stroke="red"/>
      <path d="M50 20a20 20 0 1 0 .1 0zm0 10a10 10 0 1 1-.1 0z" fill="teal" fill-rule="evenodd"/>
      <path d="M80 20a12 8 30 1 1 .1 0z" fill="#f80c"/>
      """
    ),
    (
      "inheritance and style",
      """
      <g fill="none" stroke="navy" stroke-width="5" style="stroke-linecap:round; stroke-linejoin: round">
      <path d="M10 20 L40 20 L25 40"/><path d="M60 20 L90 20 L75 40" stroke="olive" stroke-width="2"/>
      <g color="purple"><path d="M10 60 H 90" stroke="currentColor" stroke-dasharray="10 8" stroke-dashoffset="3"/></g>
      <path d="M10 80 H 90" style="stroke:#0a0;stroke-linecap:butt"/></g>
      """
    ),
    (
      "opacity",
      """
      <g opacity=".5"><circle cx="35" cy="40" r="25" fill="red"/><circle cx="60" cy="40" r="25" fill="blue"/></g>
      <circle cx="35" cy="75" r="20" fill="lime" fill-opacity="40%" stroke="black" stroke-width="6"
      stroke-opacity=".5"/>
      <circle cx="75" cy="75" r="15" opacity=".4" stroke="black" stroke-width="6" fill="gold"/>
      """
    ),
    (
      "transforms",
      """
      <g transform="translate(50,50) rotate(30)"><rect x="-30" y="-10" width="60" height="20" fill="crimson"/>
      <g transform="scale(.5 2)"><circle r="10" fill="none" stroke="black" stroke-width="4"/></g></g>
      <rect width="20" height="20" transform="matrix(1 .3 -.2 1 10 5)" fill="teal"/>
      <rect x="60" y="5" width="20" height="20" transform="skewX(10)" fill="orange"/>
      <rect x="10" y="70" width="20" height="20" transform="rotate(45 20 80)" fill="slateblue"/>
      """
    ),
    (
      "gradients",
      """
      <defs><linearGradient id="a"><stop offset="0" stop-color="red"/><stop offset="1" stop-color="blue"/>
      </linearGradient>
      <linearGradient id="b" href="#a" gradientUnits="userSpaceOnUse" x1="50" y1="10" x2="70" y2="30"
      spreadMethod="reflect"/>
      <radialGradient id="c" cx=".4" cy=".4" fx=".3" fy=".3" r=".6"><stop stop-color="white"/><stop offset="60%"
      stop-color="#08f"/><stop offset="1" stop-color="black"/></radialGradient>
      <linearGradient id="d" href="#a" gradientTransform="rotate(45)"/></defs>
      <rect x="5" y="5" width="40" height="40" fill="url(#a)"/>
      <rect x="55" y="5" width="40" height="40" fill="url(#b)"/>
      <circle cx="25" cy="75" r="20" fill="url(#c)"/><rect x="55" y="55" width="40" height="40" fill="url(#d)"/>
      <rect x="90" y="90" width="10" height="10" fill="url(#none) lime"/>
      """
    ),
    (
      "use, symbol and windows",
      """
      <defs><g id="g"><circle r="6"/><path d="M0 0 H 14" stroke="black"/></g>
      <symbol id="s" viewBox="0 0 10 10"><rect width="10" height="10" fill="silver"/><circle cx="5" cy="5" r="4"/>
      </symbol></defs>
      <use href="#g" x="20" y="20" fill="red"/><use xlink:href="#g" transform="translate(60 20) scale(2)" fill="blue"/>
      <use href="#s" x="10" y="50" width="40" height="40"/><use href="#s" x="60" y="50" width="30" height="20"/>
      <svg x="60" y="75" width="30" height="20" viewBox="0 0 20 20" preserveAspectRatio="none">
      <circle cx="10" cy="10" r="10"/></svg>
      """
    ),
    (
      "clips",
      """
      <clipPath id="a"><circle cx="30" cy="30" r="25"/><rect x="40" y="40" width="50" height="20"/></clipPath>
      <clipPath id="b" clipPathUnits="objectBoundingBox"><path d="M.5 0 L1 1 L0 1z"/></clipPath>
      <g clip-path="url(#a)"><rect width="100" height="100" fill="peru"/><circle cx="30" cy="30" r="10" fill="white"/>
      </g>
      <rect x="55" y="65" width="40" height="30" clip-path="url(#b)" fill="navy"/>
      """
    ),
    (
      "what is passed over",
      """
      <!-- <rect width="100" height="100"/> --><title>A &lt;title&gt;</title><metadata><rect width="90" height="90"/>
      </metadata>
      <foo:bar xmlns:foo="x"><rect width="80" height="80"/></foo:bar><![CDATA[<rect width="70" height="70"/>]]>
      <rect width="60" height="60" display="none"/><rect width="50" height="50" visibility="hidden"/>
      <rect x="&#49;0" y="1&#x30;" width="30" height="30" fill="&#x72;ed"/><defs><rect width="99" height="99"/></defs>
      """
    ),
  ]

  private static func document(_ inside: String) -> String {
    """
    <?xml version="1.0"?>
    <!DOCTYPE svg [ <!ENTITY a "b"> ]>
    <svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 100 100"
      width="100" height="100">\(inside)</svg>
    """
  }

  @Test(arguments: pictures.indices)
  func picturesAreLibrsvgs(_ index: Int) throws {
    let (name, inside) = Self.pictures[index]
    let text = Self.document(inside)
    let folder = try TemporaryFolder()
    try folder.add("picture.svg", text)
    let result = try ProgramRun.run(
      "/usr/bin/rsvg-convert", ["-w", "200", "-h", "200", "-o", "picture.png", "picture.svg"], directory: folder.path,
      environment: ["HOME": folder.path])
    try #require(result.status == 0, "\(result.errors)")
    let bytes = try Data(contentsOf: URL(fileURLWithPath: folder.path + "/picture.png"))
    let reference = try Bitmap.decoding(png: Array(bytes))
    let ours = try SVGImage(parsing: Array(text.utf8)).bitmap(PixelSize(width: 200, height: 200))
    CairoPicture.compare(ours, edge: 40, strays: 0.02, mean: 1.5, name) { reference.buffer[$0, $1] }
  }
}
