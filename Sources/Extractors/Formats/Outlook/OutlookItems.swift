// SPDX-License-Identifier: GPL-2.0-or-later
internal import COutlook
import Documents

/// Takes the messages that a library hands out and makes documents of them, behind the one pointer that the
/// library carries.
final class OutlookItems {
  private let unpacking: Unpacking
  /// The messages that are begun, each in the one before.
  private var open: [OutlookMessage] = []
  private let name: (OutlookMessage, Int) -> String?
  /// How many messages were handed out.
  private(set) var count = 0
  /// What ended the reading.
  private(set) var problem: Unreadable?

  /// - Parameter name: the name of a message within the file, by its number; nil where the file is the message.
  init(_ unpacking: Unpacking, name: @escaping (OutlookMessage, Int) -> String?) {
    self.unpacking = unpacking
    self.name = name
  }

  /// Calls `body` with what takes the messages, and says what went wrong in them.
  func read<Value>(_ body: (outlook_taker) -> Value) throws(Unreadable) -> Value {
    let taker = outlook_taker(
      context: Unmanaged.passUnretained(self).toOpaque(),
      begin: { context, message in
        guard let items = OutlookItems.of(context), let message else { return false }
        items.open.append(OutlookMessage(message.pointee))
        return items.problem == nil
      },
      file: { context, name, content in
        OutlookItems.of(context)?.add(name) { .file(name: $0, bytes: content.array) }
      },
      lost: { context, name, why in
        let reason = why == OUTLOOK_TOO_DEEP ? OutlookMessage.tooDeep : OutlookMessage.absent
        OutlookItems.of(context)?.add(name) { .lost(name: $0, reason) }
      },
      end: { context in OutlookItems.of(context)?.end() })
    let value = withExtendedLifetime(self) { body(taker) }
    if let problem { throw problem }
    return value
  }

  private static func of(_ context: UnsafeMutableRawPointer?) -> OutlookItems? {
    context.map { Unmanaged<OutlookItems>.fromOpaque($0).takeUnretainedValue() }
  }

  private func add(_ name: outlook_bytes, _ attachment: (String) -> OutlookMessage.Attachment) {
    guard let last = open.indices.last else { return }
    let name = OutlookText.decoded(name.array, open[last].charset)
    open[last].attachments.append(attachment(RawPath(name).shown))
  }

  private func end() {
    guard let message = open.popLast() else { return }
    if let outer = open.indices.last { return open[outer].attachments.append(.message(message)) }
    guard problem == nil else { return }
    count += 1
    do throws(Unreadable) {
      guard let name = name(message, count) else { return try message.add(to: unpacking) }
      try unpacking.within(name) { () throws(Unreadable) in try message.add(to: unpacking) }
    } catch {
      problem = error
    }
  }
}

extension OutlookMessage {
  fileprivate init(_ message: outlook_message) {
    let charset = OutlookText.charset(ofCodePage: Int(message.code_page))
    func text(_ bytes: outlook_bytes) -> String { OutlookText.decoded(bytes.array, charset) }
    self.init(
      folder: text(message.folder), subject: text(message.subject), sender: text(message.sender),
      address: text(message.address), to: text(message.to), cc: text(message.cc),
      bcc: text(message.bcc), headers: message.headers.array, id: text(message.id),
      plain: text(message.plain), page: message.page.array, rich: message.rich.array,
      others: text(message.others),
      day: message.sent > 0 ? Day(sinceEpoch: Int(message.sent) / 86_400).compact : nil,
      charset: charset)
  }
}

extension outlook_bytes {
  fileprivate var array: [UInt8] { Array(UnsafeRawBufferPointer(start: bytes, count: count)) }
}
