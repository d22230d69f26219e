package dev.kelp.kernel;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kelp.kernel.message.Json;
import dev.kelp.kernel.message.MessageCodec;

/** What the kernel says of itself. */
final class KernelInfo {
    private KernelInfo() {}

    static String version() {
        String version = KernelInfo.class.getPackage().getImplementationVersion();
        return version == null ? "0" : version;
    }

    static ObjectNode reply() {
        ObjectNode reply = Json.object()
                .put("status", "ok")
                .put("protocol_version", MessageCodec.PROTOCOL)
                .put("implementation", "kelp")
                .put("implementation_version", version())
                .put("banner", "Kelp " + version() + ": KQL over open tables. %help says what else a cell may hold.")
                .put("debugger", false);
        reply.set(
                "language_info",
                Json.object()
                        .put("name", "kql")
                        .put("version", version())
                        .put("mimetype", "text/x-kusto")
                        .put("file_extension", ".kql")
                        .put("pygments_lexer", "kusto"));
        reply.set("help_links", Json.array());
        return reply;
    }
}
