// SPDX-License-Identifier: GPL-2.0-or-later
internal import CJSON
import Documents

/// A value of JSON.
enum JSONValue {
  case object([(name: String, value: JSONValue)])
  case array([JSONValue])
  case text(String)
  case number(String)
  /// `true`, `false` or `null`.
  case constant

  /// The first member of one of these names that is not null, of an object.
  func member(_ names: String...) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    for name in names {
      let found = members.last { $0.name == name }?.value
      if case .constant? = found { continue }
      if let found { return found }
    }
    return nil
  }

  /// A text, or a number as it is written.
  var scalar: String? {
    switch self {
    case .text(let text), .number(let text): text
    case .object, .array, .constant: nil
    }
  }

  /// All texts in it as one, as messages keep a text with links: `["see ", {"type": "link", "text": "…"}]`.
  var joinedText: String {
    switch self {
    case .text(let text): text
    case .array(let values): values.map(\.joinedText).joined()
    case .object: member("text")?.joinedText ?? ""
    case .number, .constant: ""
    }
  }

  /// Whether there is no text and no number in it.
  var isBlank: Bool {
    switch self {
    case .text(let text): !text.utf8.contains { $0 > 0x20 }
    case .number: false
    case .constant: true
    case .array(let values): values.allSatisfy(\.isBlank)
    case .object(let members): members.allSatisfy(\.value.isBlank)
    }
  }

  /// What is in it, a member a line with its name.
  func lines(named name: String = "") -> [String] {
    switch self {
    case .text, .number:
      guard let scalar, !isBlank else { return [] }
      return [name.isEmpty ? scalar : "\(name): \(scalar)"]
    case .constant: return []
    case .array(let values): return values.flatMap { $0.lines(named: name) }
    case .object(let members): return members.flatMap { $0.value.lines(named: $0.name) }
    }
  }
}

/// Puts values together from the events of the JSON library, and hands out those that are records as soon
/// as they are whole: a file may hold more than fits into memory as values.
final class JSONValues {
  /// Where a value stands.
  enum Place {
    /// By itself, first or after others.
    case root
    /// In the list that is the file.
    case item
    /// In a list of messages.
    case message
  }

  /// Takes a record.
  var take: (JSONValue, Place) -> Void = { _, _ in }

  private struct Open {
    var isObject: Bool
    var name: String
    var key = ""
    var members: [(name: String, value: JSONValue)] = []
    var values: [JSONValue] = []
    /// Whether it is a record or lies in one.
    var isInRecord: Bool
  }
  private var open: [Open] = []

  /// Hands out what is in `bytes`; what is wrong with them, if anything.
  func read(_ bytes: [UInt8]) -> String? {
    let padded = bytes + [UInt8](repeating: 0x20, count: JSONObjectReader.padding)
    return padded.withUnsafeBytes { buffer in
      let text = json_bytes(
        bytes: buffer.baseAddress?.assumingMemoryBound(to: CChar.self), length: bytes.count)
      let context = Unmanaged.passUnretained(self).toOpaque()
      let problem = json_read_events(
        text,
        { context, event, bytes in
          guard let context else { return }
          Unmanaged<JSONValues>.fromOpaque(context).takeUnretainedValue().meet(event, bytes)
        }, context)
      return problem.map { String(cString: $0) }
    }
  }

  private func meet(_ event: json_event, _ bytes: json_bytes) {
    var text: String {
      String(
        decoding: UnsafeRawBufferPointer(start: bytes.bytes, count: bytes.length), as: UTF8.self)
    }
    switch event {
    case JSON_BEGIN_OBJECT, JSON_BEGIN_ARRAY:
      let isObject = event == JSON_BEGIN_OBJECT
      let isInRecord = open.last?.isInRecord == true || isObject && index != nil && !open.isEmpty
      open.append(Open(isObject: isObject, name: open.last?.key ?? "", isInRecord: isInRecord))
    case JSON_END_OBJECT, JSON_END_ARRAY:
      guard let last = open.popLast() else { return }
      add(last.isObject ? .object(last.members) : .array(last.values))
    case JSON_KEY: if !open.isEmpty { open[open.count - 1].key = text }
    case JSON_TEXT: add(.text(text))
    case JSON_DIGITS: add(.number(text))
    default: add(.constant)
    }
  }

  /// What the value is that stands where we are; nil where it belongs to another.
  private var index: Place? {
    guard let list = open.last else { return .root }
    if list.isObject || list.isInRecord { return nil }
    return open.count == 1 ? .item : list.name == "messages" ? .message : nil
  }

  private func add(_ value: JSONValue) {
    if let index {
      var isRecord = false
      if case .object = value { isRecord = true }
      if isRecord || index == .root { return take(value, index) }
    }
    guard let last = open.indices.last else { return }
    if open[last].isObject {
      open[last].members.append((open[last].key, value))
    } else {
      open[last].values.append(value)
    }
  }
}
