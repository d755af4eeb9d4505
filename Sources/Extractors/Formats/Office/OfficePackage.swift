// SPDX-License-Identifier: GPL-2.0-or-later
import Documents

/// The parts of an office document, which is a ZIP archive of XML files.
struct OfficePackage {
  private var parts: [String: [UInt8]] = [:]
  /// The parts by their names in small letters: names of parts do not heed capitals.
  private var names: [String: String] = [:]

  /// All parts together may unfold to this much, and so may the text that is made of them.
  static let maxBytes = 512 << 20
  private static let maxParts = 20_000

  /// Pictures, sounds, films and fonts hold no text.
  private static let textless: Set = [
    "png", "jpg", "jpeg", "gif", "emf", "wmf", "emz", "wmz", "tif", "tiff", "bmp", "svg", "wdp",
    "mp3", "mp4", "m4a", "wav", "wma", "wmv", "avi", "mov", "ttf", "otf", "odttf", "fntdata",
    "woff",
    "woff2", "css", "js",
  ]

  /// Whether a part of this name may hold text.
  static func mayHoldText(_ name: String) -> Bool {
    !textless.contains(RawPath(name).fileExtension)
  }

  /// The parts whose names are asked for.
  init(
    _ input: Input, where isWanted: (String) -> Bool = OfficePackage.mayHoldText
  ) throws(Unreadable) {
    if try input.beginning().starts(with: Signature.compoundFile) {
      throw Unreadable.encrypted
    }
    var parts: [String: [UInt8]] = [:]
    var left = Self.maxBytes
    try input.withDescriptor { descriptor throws(Unreadable) in
      let archive = try ArchiveReader(descriptor: descriptor, kind: .zip)
      while let entry = try archive.next() {
        let name = Self.plain(entry.name)
        guard entry.isFile, isWanted(name) else { continue }
        guard let content = try archive.content(maximum: left), parts.count < Self.maxParts else {
          throw Self.bomb
        }
        left -= content.count
        parts[name] = content
      }
    }
    self.parts = parts
    for name in parts.keys { names[name.lowercased()] = name }
  }

  /// The name of a part as relations have it: some programs write it as paths of Windows, or from a root.
  private static func plain(_ name: String) -> String {
    guard name.contains("\\") || name.hasPrefix("/") else { return name }
    return name.split(whereSeparator: { $0 == "\\" || $0 == "/" }).joined(separator: "/")
  }

  /// What is reported of a document that holds too much.
  static let bomb = Unreadable(
    .bomb, "unfolds to more than \(Self.maxBytes >> 20) MiB: it is left out")

  /// A part, nil where there is none.
  subscript(_ name: String) -> [UInt8]? {
    parts[name] ?? names[name.lowercased()].flatMap { parts[$0] }
  }

  /// The names of the parts that begin and end so, in the order of the numbers in them.
  func names(_ prefix: String, _ suffix: String = ".xml") -> [String] {
    parts.keys
      .filter { $0.hasPrefix(prefix) && $0.hasSuffix(suffix) }
      .map { name in
        (Int(name.dropFirst(prefix.count).dropLast(suffix.count)) ?? Int.max, name)
      }
      .sorted { $0 < $1 }
      .map(\.1)
  }

  /// What the document says of itself.
  func metadata(in part: String) -> OfficeMetadata {
    let metadata = OfficeMetadata()
    // A document without readable metadata is still a document.
    if let bytes = self[part] { try? XMLReader.read(bytes, metadata) }
    return metadata
  }
}

/// Dublin Core as office documents and books carry it.
final class OfficeMetadata: XMLEvents {
  private var values: [String: String] = [:]
  private var open: String?
  private var text = TextBuilder()

  /// The elements that are read. Sources: ECMA-376 part 2, "Core Properties"; OpenDocument 1.3,
  /// "Metadata"; EPUB 3.3, "Package document".
  private static let names: Set = [
    "title", "creator", "initial-creator", "created", "creation-date", "date", "modified",
    "language",
  ]

  func wantsAttributes(of name: String) -> Bool { false }

  func start(_ name: String, attributes: [String: String]) {
    guard Self.names.contains(name) else { return }
    open = name
    text = TextBuilder()
  }

  func end(_ name: String) {
    guard let open, open == name else { return }
    if !text.isEmpty && values[open] == nil { values[open] = text.text }
    self.open = nil
  }

  func characters(_ bytes: UnsafeBufferPointer<UInt8>) {
    if open != nil { text.append(bytes) }
  }

  /// The content with this text.
  func content(_ text: String) -> Content {
    let date = values["created"] ?? values["creation-date"] ?? values["date"] ?? values["modified"]
    return Content(
      title: values["title"], author: values["creator"] ?? values["initial-creator"], text: text,
      date: date.flatMap(PublicationDate.compact),
      language: values["language"].flatMap(LanguageTag.iso639))
  }
}
