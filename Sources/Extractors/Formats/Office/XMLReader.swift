// SPDX-License-Identifier: GPL-2.0-or-later
internal import CXML
import Documents

/// What takes the events of an XML document. Names come without their prefix, but for attributes that name
/// a relation of an office document, which also come as `r:id` and the like.
protocol XMLEvents: AnyObject {
  /// Whether the attributes of elements of a name are of use; without them reading takes half the time.
  func wantsAttributes(of name: String) -> Bool
  func start(_ name: String, attributes: [String: String])
  func end(_ name: String)
  func characters(_ bytes: UnsafeBufferPointer<UInt8>)
}

extension XMLEvents {
  func wantsAttributes(of name: String) -> Bool { true }
}

/// XML as a stream of events: all traffic with the XML side of libxml2. No entity is expanded, no other
/// file read, no tree built.
enum XMLReader {
  /// Reads a document.
  ///
  /// - Throws: where it is not well-formed; what came before has been handled.
  static func read(_ bytes: [UInt8], _ events: some XMLEvents) throws(Unreadable) {
    let events = Events(events)
    var handlers = Self.handlers
    let result = withExtendedLifetime(events) {
      bytes.withUnsafeBytes { buffer in
        xmlSAXUserParseMemory(
          &handlers, Unmanaged.passUnretained(events).toOpaque(),
          buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(clamping: buffer.count))
      }
    }
    guard result == 0 else {
      throw Unreadable(.damaged, "is damaged: its XML breaks off or is malformed")
    }
  }

  /// Reads a document that is text already; what it declares of its character set no longer holds.
  static func read(text: String, _ events: some XMLEvents) throws(Unreadable) {
    var bytes = Array(text.utf8)[...].drop { $0 <= 0x20 }
    if bytes.starts(with: Array("<?xml".utf8)), let end = bytes.firstIndex(of: UInt8(ascii: ">")) {
      bytes = bytes[(end + 1)...].drop { $0 <= 0x20 }
    }
    try read(Array(bytes), events)
  }

  /// What takes the events, behind the one pointer that libxml2 carries.
  private final class Events {
    let events: any XMLEvents
    /// Entities that the document declares, in plain characters.
    private var declared: [String: String] = [:]
    private var entities: [String: XMLEntity] = [:]

    init(_ events: any XMLEvents) { self.events = events }

    static func of(_ context: UnsafeMutableRawPointer?) -> Events? {
      context.map { Unmanaged<Events>.fromOpaque($0).takeUnretainedValue() }
    }

    /// Notes an entity, unless it holds others: those multiply.
    func declare(_ name: String, _ content: String) {
      guard content.utf8.count <= 1000, !content.contains("&"), !content.contains("<") else {
        return
      }
      declared[name] = declared[name] ?? content
    }

    /// An entity of the document or of HTML, which many a document uses without declaring it.
    func entity(_ name: String) -> xmlEntityPtr? {
      if let known = entities[name] { return known.pointer }
      guard let content = declared[name] ?? XMLReader.character(ofEntity: name) else { return nil }
      let entity = XMLEntity(name, content)
      entities[name] = entity
      return entity.pointer
    }
  }

  private static func character(ofEntity name: String) -> String? {
    htmlEntityLookup(name).flatMap { Unicode.Scalar($0.pointee.value) }.map { String($0) }
  }

  private static var handlers: xmlSAXHandler {
    var handlers = xmlSAXHandler()
    handlers.initialized = XML_SAX2_MAGIC
    handlers.startElementNs = { context, name, _, _, _, _, count, _, attributes in
      guard let name, let events = Events.of(context)?.events else { return }
      let element = XMLReader.text(name)
      let isRead = count > 0 && events.wantsAttributes(of: element)
      events.start(
        element, attributes: isRead ? XMLReader.pairs(attributes, count: Int(count)) : [:])
    }
    handlers.endElementNs = { context, name, _, _ in
      guard let name else { return }
      Events.of(context)?.events.end(XMLReader.text(name))
    }
    let characters: charactersSAXFunc = { context, characters, length in
      guard let characters else { return }
      Events.of(context)?.events.characters(
        UnsafeBufferPointer(start: characters, count: Int(length)))
    }
    handlers.characters = characters
    handlers.cdataBlock = characters
    handlers.entityDecl = { context, name, type, _, _, content in
      guard let name, let content, type == Int32(XML_INTERNAL_GENERAL_ENTITY.rawValue) else {
        return
      }
      Events.of(context)?.declare(XMLReader.text(name), XMLReader.text(content))
    }
    handlers.getEntity = { context, name in
      name.flatMap { Events.of(context)?.entity(XMLReader.text($0)) }
    }
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
      let value = String(
        decoding: UnsafeBufferPointer(start: start, count: end - start), as: UTF8.self)
      guard attributes[index * 5 + 1] != nil else {
        pairs[text(name)] = value
        continue
      }
      // What has a prefix gives way; but a relation is known by its namespace, whatever its prefix.
      let namespace = attributes[index * 5 + 2].map(text) ?? ""
      if namespace.hasSuffix("/relationships") { pairs["r:" + text(name)] = value }
      pairs[text(name)] = pairs[text(name)] ?? value
    }
    return pairs
  }
}

/// An entity as libxml2 has it: a name for some plain characters.
private final class XMLEntity {
  let pointer: xmlEntityPtr
  private let name: UnsafeMutablePointer<xmlChar>
  private let content: UnsafeMutablePointer<xmlChar>

  init(_ name: String, _ content: String) {
    func copy(_ text: String) -> UnsafeMutablePointer<xmlChar> {
      let bytes = Array(text.utf8) + [0]
      let copy = UnsafeMutablePointer<xmlChar>.allocate(capacity: bytes.count)
      copy.initialize(from: bytes, count: bytes.count)
      return copy
    }
    self.name = copy(name)
    self.content = copy(content)
    pointer = .allocate(capacity: 1)
    pointer.initialize(to: xmlEntity())
    pointer.pointee.type = XML_ENTITY_DECL
    pointer.pointee.name = UnsafePointer(self.name)
    pointer.pointee.content = self.content
    pointer.pointee.length = Int32(clamping: content.utf8.count)
    // As those of XML itself it is handed out as the characters that it stands for.
    pointer.pointee.etype = XML_INTERNAL_PREDEFINED_ENTITY
  }

  deinit {
    name.deallocate()
    content.deallocate()
    pointer.deinitialize(count: 1)
    pointer.deallocate()
  }
}
