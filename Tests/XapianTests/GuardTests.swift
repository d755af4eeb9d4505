// SPDX-License-Identifier: GPL-2.0-or-later
import CXapian
import Testing
import Xapian

@Suite("Whatever C++ throws becomes an error struct")
struct GuardTests {
  @Test(
    "the type and message of an exception are kept",
    arguments: [
      (0, "DatabaseModifiedError", "provoked", "context"),
      (1, "std::exception", "provoked", ""),
      (2, "std::bad_alloc", "out of memory", ""),
      (3, "unknown", "something that is no exception was thrown", ""),
    ])
  func keepsWhatWasThrown(kind: Int32, type: String, message: String, context: String) {
    func text(_ bytes: xap_bytes) -> String {
      String(decoding: UnsafeBufferPointer(start: bytes.data, count: bytes.count), as: UTF8.self)
    }
    var error = xap_error()
    #expect(!xap_error_provoke(kind, &error))
    #expect(text(error.type) == type)
    #expect(text(error.message) == message)
    #expect(text(error.context) == context)
    xap_error_clear(&error)
  }

  @Test("catch can name a kind")
  func catchesByKind() {
    do {
      throw XapianError(type: "DatabaseLockError", message: "m", context: "c", systemError: "s")
    } catch XapianError.Kind.databaseModified {
      Issue.record("caught as another kind")
    } catch XapianError.Kind.databaseLocked {
    } catch {
      Issue.record("not caught by its kind")
    }
  }

  @Test("a description tells all that is known")
  func describes() {
    let error = XapianError(type: "T", message: "m", context: "c", systemError: "s")
    #expect(error.description == "T: m (c): s")
    #expect(XapianError(type: "T", message: "m").description == "T: m")
    #expect(error.kind.rawValue == "T")
  }

  @Test("the library says its version")
  func version() {
    #expect(XapianLibrary.version.split(separator: ".").count == 3)
  }
}
