// SPDX-License-Identifier: GPL-2.0-or-later
import ServiceLifecycle
import Workspaces

/// Sends once a minute what webhooks have not taken yet.
struct DeliveryTimer: Service {
  let workspace: OpenWorkspace

  func run() async throws {
    await cancelWhenGracefulShutdown {
      while (try? await Task.sleep(for: .seconds(60))) != nil {
        do {
          if let found = try await workspace.read({ $0 }) { try await Delivery(found).sendDue() }
        } catch {
          StandardStream.report("Nothing was sent to webhooks: \(error)")
        }
      }
    }
  }
}
