package dev.kelp.kernel;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kelp.kernel.cell.CellLanguage;
import dev.kelp.kernel.cell.Cells;
import dev.kelp.kernel.cell.Completions;
import dev.kelp.kernel.channel.Channel;
import dev.kelp.kernel.channel.Dispatcher;
import dev.kelp.kernel.channel.Exchange;
import dev.kelp.kernel.channel.Heartbeat;
import dev.kelp.kernel.channel.IoPub;
import dev.kelp.kernel.channel.StdinChannel;
import dev.kelp.kernel.connection.Connection;
import dev.kelp.kernel.execute.ExecuteLoop;
import dev.kelp.kernel.execute.History;
import dev.kelp.kernel.message.Json;
import dev.kelp.kernel.message.MessageCodec;
import dev.kelp.kernel.message.Signer;
import java.io.IOException;
import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import org.zeromq.SocketType;
import org.zeromq.ZContext;

/** The kernel behind its sockets: which request is answered by what. */
final class Kernel {
    private final Cells cells;
    private final History history = new History();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final ZContext context = new ZContext();
    private final MessageCodec codec;
    private final IoPub iopub;
    private final StdinChannel stdin;
    private final Channel shell;
    private final Channel control;
    private final ExecuteLoop loop;
    private final String heartbeat;

    Kernel(Connection connection, Cells cells) throws IOException {
        this.cells = cells;
        codec = new MessageCodec(new Signer(connection.key(), connection.scheme()), Clock.systemUTC());
        iopub = new IoPub(context, connection.address("iopub"), codec);
        stdin = new StdinChannel(context, connection.address("stdin"), codec);
        loop = new ExecuteLoop(cells, stdin, history);
        Dispatcher dispatcher = dispatcher();
        shell = listen("shell", connection, dispatcher);
        control = listen("control", connection, dispatcher);
        heartbeat = connection.address("hb");
    }

    private Channel listen(String name, Connection connection, Dispatcher dispatcher) throws IOException {
        return new Channel(
                context,
                name,
                SocketType.ROUTER,
                connection.address(name),
                (channel, frames) -> dispatcher.accept(frames, channel));
    }

    private Dispatcher dispatcher() {
        return new Dispatcher(codec, iopub)
                .queue("execute_request", loop::add)
                .answer("kernel_info_request", exchange -> exchange.reply(KernelInfo.reply()))
                .answer("complete_request", this::complete)
                .answer("inspect_request", this::inspect)
                .answer("is_complete_request", this::isComplete)
                .answer(
                        "history_request",
                        exchange ->
                                exchange.reply(history.answer(exchange.request().content())))
                .answer(
                        "comm_info_request",
                        exchange ->
                                exchange.reply(Json.object().put("status", "ok").set("comms", Json.object())))
                .answer("comm_open", Kernel::refuseComm)
                .answer("comm_msg", exchange -> {})
                .answer("comm_close", exchange -> {})
                .answer("interrupt_request", this::interrupt)
                .answer("shutdown_request", this::shutdown);
    }

    /** Ends the kernel when the process that started it ends, however that happens. */
    void endWith(ProcessHandle parent) {
        parent.onExit().thenRun(() -> {
            loop.interrupt();
            ended.countDown();
        });
    }

    /** Answers until a client asks for the end. */
    void run() throws InterruptedException {
        iopub.start();
        iopub.status("starting", Json.object());
        stdin.start();
        loop.start();
        control.start();
        shell.start();
        Heartbeat.start(context, heartbeat);
        ended.await();
        shell.close();
        control.close();
        stdin.close();
        iopub.close();
        context.close();
    }

    private void complete(Exchange exchange) {
        ObjectNode request = exchange.request().content();
        String code = request.path("code").asText();
        Offsets offsets = new Offsets(code);
        int cursor = offsets.units(request.path("cursor_pos").asInt(code.length()));
        Completions found = cells.complete(code, cursor);
        ArrayNode matches = Json.array();
        ArrayNode types = Json.array();
        for (Completions.Match match : found.matches()) {
            matches.add(match.text());
            types.addObject()
                    .put("start", offsets.points(found.start()))
                    .put("end", offsets.points(found.end()))
                    .put("text", match.text())
                    .put("type", match.type());
        }
        ObjectNode reply = Json.object().put("status", "ok");
        reply.set("matches", matches);
        reply.put("cursor_start", offsets.points(found.start())).put("cursor_end", offsets.points(found.end()));
        reply.set("metadata", Json.object().set("_jupyter_types_experimental", types));
        exchange.reply(reply);
    }

    private void inspect(Exchange exchange) {
        ObjectNode request = exchange.request().content();
        String code = request.path("code").asText();
        String text = cells.inspect(
                code, new Offsets(code).units(request.path("cursor_pos").asInt(0)));
        ObjectNode data = Json.object();
        if (!text.isEmpty()) {
            data.put("text/plain", text);
        }
        ObjectNode reply = Json.object().put("status", "ok").put("found", !text.isEmpty());
        reply.set("data", data);
        reply.set("metadata", Json.object());
        exchange.reply(reply);
    }

    private void isComplete(Exchange exchange) {
        CellLanguage.Completeness known =
                cells.completeness(exchange.request().content().path("code").asText());
        ObjectNode reply = Json.object().put("status", known.name().toLowerCase(Locale.ROOT));
        if (known == CellLanguage.Completeness.INCOMPLETE) {
            reply.put("indent", "");
        }
        exchange.reply(reply);
    }

    /** There are no comm targets here; the protocol wants an unknown one closed. */
    private static void refuseComm(Exchange exchange) {
        ObjectNode content = Json.object()
                .put("comm_id", exchange.request().content().path("comm_id").asText());
        content.set("data", Json.object());
        exchange.publish("comm_close", content);
    }

    private void interrupt(Exchange exchange) {
        loop.interrupt();
        exchange.reply(Json.object().put("status", "ok"));
    }

    private void shutdown(Exchange exchange) {
        loop.interrupt();
        boolean restart = exchange.request().content().path("restart").asBoolean(false);
        ObjectNode content = Json.object().put("status", "ok").put("restart", restart);
        exchange.reply(content);
        exchange.publish("shutdown_reply", content);
        ended.countDown();
    }
}
