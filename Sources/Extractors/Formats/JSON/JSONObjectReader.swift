// SPDX-License-Identifier: GPL-2.0-or-later
internal import CJSON
import Documents

/// All traffic with the JSON library: reads the members of one object after another.
///
/// simdjson reads the news corpus at 3 to 4 GB/s, Foundation's decoders at 0.2 to 0.3 GB/s.
final class JSONObjectReader {
  /// How many bytes must be readable after those of an object.
  static let padding = json_padding()

  private let parser: OpaquePointer
  private let fields: RecordFields
  /// The names of the members for the library, in the order of ``RecordMembers``.
  private let names: UnsafeMutableBufferPointer<json_bytes>
  private let found: UnsafeMutableBufferPointer<json_member>

  /// Nil where there is no memory.
  init?(fields: RecordFields) {
    guard let parser = json_parser_new() else { return nil }
    self.parser = parser
    self.fields = fields
    let all = [fields.id, fields.title, fields.text, fields.date, fields.language, fields.author]
    names = .allocate(capacity: all.count)
    found = .allocate(capacity: all.count)
    found.initialize(repeating: json_member())
    for (index, name) in all.enumerated() {
      let copy = UnsafeMutableBufferPointer<CChar>.allocate(capacity: name.utf8.count)
      _ = copy.initialize(from: name.utf8.map { CChar(bitPattern: $0) })
      names.initializeElement(
        at: index, to: json_bytes(bytes: copy.baseAddress, length: copy.count))
    }
  }

  deinit {
    for name in names { name.bytes?.deallocate() }
    names.deallocate()
    found.deallocate()
    json_parser_free(parser)
  }

  /// The members of the object in `bytes`, which ``padding`` readable bytes must follow.
  func members(of bytes: UnsafeRawBufferPointer) throws(Unreadable) -> RecordMembers {
    let object = json_bytes(
      bytes: bytes.baseAddress?.assumingMemoryBound(to: CChar.self), length: bytes.count)
    if let problem = json_parser_read(
      parser, object, names.baseAddress, found.baseAddress, found.count)
    {
      throw Unreadable(.badRecord, "is not a JSON object in UTF-8: \(String(cString: problem))")
    }
    guard let text = try string(2, fields.text) else {
      throw Unreadable(
        .badRecord,
        "has no text: there is no member \"\(fields.text)\" (see the field options)")
    }
    return RecordMembers(
      id: try string(0, fields.id, orNumber: true), title: try string(1, fields.title), text: text,
      date: try string(3, fields.date, orNumber: true), language: try string(4, fields.language),
      author: try? string(5, fields.author))
  }

  private func string(_ index: Int, _ name: String, orNumber: Bool = false)
    throws(Unreadable) -> String?
  {
    let member = found[index]
    switch member.kind {
    case JSON_ABSENT:
      return nil
    case JSON_STRING,
      JSON_NUMBER where orNumber:
      guard let start = member.bytes.bytes else { return "" }
      let bytes = UnsafeRawBufferPointer(start: start, count: member.bytes.length)
      // The C side hands out nothing but UTF-8, which it has made sure of.
      return String(copying: unsafe UTF8Span(unchecked: bytes.bindMemory(to: UInt8.self).span))
    default:
      throw Unreadable(
        .badRecord, "has a member \"\(name)\" that is not a string\(orNumber ? " or a number" : "")"
      )
    }
  }
}
