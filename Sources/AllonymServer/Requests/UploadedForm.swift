// SPDX-License-Identifier: GPL-2.0-or-later

/// A form with a file, as browsers send it (RFC 7578).
struct UploadedForm: Sendable {
  /// The content of each part by its name.
  private var parts: [String: [UInt8]] = [:]
  /// The name of the file that was sent; empty where none was.
  private(set) var fileName = ""

  /// Reads a form.
  ///
  /// - Parameter type: the header `Content-Type`.
  /// - Throws: a problem where it is none.
  init(_ body: [UInt8], type: String) throws {
    guard type.lowercased().hasPrefix("multipart/form-data"),
      let start = type.firstRange(of: "boundary=")?.upperBound
    else {
      throw Problem(.unsupportedMediaType, "This form must come as multipart/form-data.")
    }
    let name = type[start...].prefix { $0 != ";" }.filter { $0 != "\"" }
    let mark = Array("--\(name)".utf8)
    guard !name.isEmpty, name.utf8.count <= 70, var offset = Self.find(mark, in: body, from: 0)
    else {
      throw Problem(.badRequest, "The form has no parts.")
    }
    while true {
      offset += mark.count
      guard let next = Self.find([0x0D, 0x0A] + mark, in: body, from: offset) else { return }
      add(body[offset..<next])
      offset = next + 2
    }
  }

  /// The text of a part without white space at its ends; empty where there is none.
  func text(_ name: String) -> String {
    let text = String(decoding: parts[name] ?? [], as: UTF8.self)
    let trimmed = text.drop(while: \.isWhitespace)
    return String(trimmed.reversed().drop(while: \.isWhitespace).reversed())
  }

  /// The bytes of a part.
  func bytes(_ name: String) -> [UInt8] { parts[name] ?? [] }

  private mutating func add(_ part: ArraySlice<UInt8>) {
    guard let end = Self.find([0x0D, 0x0A, 0x0D, 0x0A], in: Array(part.prefix(4096)), from: 0)
    else {
      return
    }
    let head = String(decoding: part.prefix(end), as: UTF8.self)
    guard let start = head.firstRange(of: "name=\"")?.upperBound else { return }
    if let file = head.firstRange(of: "filename=\"")?.upperBound {
      fileName = String(head[file...].prefix { $0 != "\"" })
    }
    parts[String(head[start...].prefix { $0 != "\"" })] = Array(part.dropFirst(end + 4))
  }

  /// Where a row of bytes stands first.
  private static func find(_ mark: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
    var offset = start
    while offset + mark.count <= bytes.count,
      let first = bytes[offset...(bytes.count - mark.count)].firstIndex(of: mark[0])
    {
      if bytes[first..<first + mark.count].elementsEqual(mark) { return first }
      offset = first + 1
    }
    return nil
  }
}
