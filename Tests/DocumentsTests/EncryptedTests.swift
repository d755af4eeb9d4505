// SPDX-License-Identifier: GPL-2.0-or-later
import Documents
import Testing

struct EncryptedTests {
  private func check(_ content: [UInt8], as name: String) throws {
    let failures = try read(content, as: name).compactMap(\.failure)
    #expect(failures.map(\.kind) == [.encrypted])
    #expect(failures.first?.reason.hasPrefix("asks for a password: ") == true, "\(failures)")
  }

  /// Its one member, `a.txt`, has the password "secret"; made by Info-ZIP.
  @Test("A member of a ZIP archive with a password is reported")
  func archive() throws {
    try check(fixture("encrypted.zip"), as: "a.zip")
  }

  /// Office since 2007 puts the encrypted package into a container of the old kind.
  @Test("New office documents with a password are reported", arguments: ["docx", "xlsx", "pptx"])
  func office(suffix: String) throws {
    let streams: KeyValuePairs = ["EncryptionInfo": 248, "EncryptedPackage": 9000]
    try check(CompoundFile.bytes(of: streams), as: "a.\(suffix)")
  }

  @Test("OpenDocument files with a password are reported", arguments: ["odt", "ods", "odp"])
  func openDocument(suffix: String) throws {
    let manifest = """
      <manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">\
      <manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml">\
      <manifest:encryption-data manifest:checksum-type="SHA1/1K" manifest:checksum="AAAA"/>\
      </manifest:file-entry></manifest:manifest>
      """
    let media = "application/vnd.oasis.opendocument.text"
    var file = ZIPFile(["mimetype": media, "META-INF/manifest.xml": manifest])
    file.add("content.xml", (0..<2000).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 7) })
    try check(file.bytes, as: "a.\(suffix)")
  }

  @Test("A PDF with a password is reported", .enabled(if: isInstalled("pdftotext")))
  func pdf() throws {
    try check(fixture("encrypted.pdf"), as: "a.pdf")
  }
}

/// A container of Microsoft Office before 2007 with streams of any content, made for a test. Source:
/// MS-CFB, version 3: sectors of 512 bytes, a table of which follows which, a directory.
enum CompoundFile {
  static func bytes(of streams: KeyValuePairs<String, Int>) -> [UInt8] {
    let end: UInt32 = 0xffff_fffe
    var table: [UInt32] = [0xffff_fffd, end]  // itself, and the directory
    var sectors: [UInt8] = []
    var directory = entry("Root Entry", kind: 5, child: 1, start: end, size: 0)
    for (number, (name, length)) in streams.enumerated() {
      // Streams of less than 4,096 bytes would lie in sectors of another size.
      let size = max(length, 4096)
      let count = (size + 511) / 512
      let next = number + 1 < streams.count ? UInt32(number + 2) : .max
      directory += entry(name, kind: 2, right: next, start: UInt32(table.count), size: size)
      table += (1..<count).map { UInt32(table.count + $0) } + [end]
      sectors += [UInt8](repeating: 0x5a, count: count * 512)
    }
    directory += [UInt8](repeating: 0, count: 512 - directory.count)
    table += [UInt32](repeating: .max, count: 128 - table.count)
    return header + table.flatMap { little($0, 4) } + directory + sectors
  }

  private static let header: [UInt8] =
    [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1] + [UInt8](repeating: 0, count: 16)
    + [0x3e, 0, 3, 0, 0xfe, 0xff, 9, 0, 6, 0] + [UInt8](repeating: 0, count: 10)
    + [1, 1, 0, 4096, 0xffff_fffe, 0, 0xffff_fffe, 0, 0].flatMap { little(UInt32($0), 4) }
    + [UInt8](repeating: 0xff, count: 108 * 4)

  private static func entry(
    _ name: String, kind: UInt8, right: UInt32 = .max, child: UInt32 = .max, start: UInt32,
    size: Int
  ) -> [UInt8] {
    let letters = name.utf16.flatMap { little(UInt32($0), 2) }
    return letters + [UInt8](repeating: 0, count: 64 - letters.count)
      + little(UInt32(letters.count + 2), 2) + [kind, 1] + little(.max, 4) + little(right, 4)
      + little(child, 4) + [UInt8](repeating: 0, count: 36) + little(start, 4)
      + little(UInt32(size), 4) + little(0, 4)
  }

  private static func little(_ number: UInt32, _ width: Int) -> [UInt8] {
    (0..<width).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
  }
}
