// SPDX-License-Identifier: GPL-2.0-or-later
internal import CXML

/// What takes the events of an XML document. Names come without their prefix.
protocol XMLEvents: AnyObject {
  func start(_ name: String, attributes: [String: String])
  func end(_ name: String)
  func characters(_ bytes: UnsafeBufferPointer<UInt8>)
}

/// XML as a stream of events: all traffic with the XML side of libxml2. No entity is expanded, no other
/// file read, no tree built.
enum XMLReader {
  /// Reads a document.
  ///
  /// - Throws: where it is not well-formed; what came before has been handled.
  static func read(_ bytes: [UInt8], _ events: some XMLEvents) throws(Unreadable) {
    let library = try XMLLibrary.functions()
    let events = Events(events)
    var handlers = Self.handlers
    let result = withExtendedLifetime(events) {
      bytes.withUnsafeBytes { buffer in
        library.xmlSAXUserParseMemory(
          &handlers, Unmanaged.passUnretained(events).toOpaque(),
          buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(clamping: buffer.count))
      }
    }
    guard result == 0 else {
      throw Unreadable(.damaged, "is damaged: its XML breaks off or is malformed")
    }
  }

  /// What takes the events, behind the one pointer that libxml2 carries.
  private final class Events {
    let events: any XMLEvents

    init(_ events: any XMLEvents) { self.events = events }

    static func of(_ context: UnsafeMutableRawPointer?) -> (any XMLEvents)? {
      context.map { Unmanaged<Events>.fromOpaque($0).takeUnretainedValue().events }
    }
  }

  private static var handlers: xmlSAXHandler {
    var handlers = xmlSAXHandler()
    handlers.initialized = XML_SAX2_MAGIC
    handlers.startElementNs = { context, name, _, _, _, _, count, _, attributes in
      guard let name else { return }
      Events.of(context)?.start(
        XMLReader.text(name), attributes: XMLReader.pairs(attributes, count: Int(count)))
    }
    handlers.endElementNs = { context, name, _, _ in
      guard let name else { return }
      Events.of(context)?.end(XMLReader.text(name))
    }
    let characters: charactersSAXFunc = { context, characters, length in
      guard let characters else { return }
      Events.of(context)?.characters(
        UnsafeBufferPointer(start: characters, count: Int(length)))
    }
    handlers.characters = characters
    handlers.cdataBlock = characters
    // Errors show in the result; without a handler libxml2 prints them.
    handlers.serror = { _, _ in }
    return handlers
  }

  private static func text(_ bytes: UnsafePointer<xmlChar>) -> String {
    String(decodingCString: bytes, as: UTF8.self)
  }

  /// Five pointers an attribute: name, prefix, namespace, and where the value begins and ends.
  private static func pairs(
    _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?, count: Int
  ) -> [String: String] {
    guard let attributes, count > 0 else { return [:] }
    var pairs: [String: String] = [:]
    for index in 0..<count {
      guard let name = attributes[index * 5], let start = attributes[index * 5 + 3],
        let end = attributes[index * 5 + 4]
      else { continue }
      pairs[text(name)] = String(
        decoding: UnsafeBufferPointer(start: start, count: end - start), as: UTF8.self)
    }
    return pairs
  }
}
