package dev.kelp.kernel.channel;

import java.nio.channels.ClosedSelectorException;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;

/** Echoes the client's heartbeats, whatever else the kernel is doing. */
public final class Heartbeat {
    private Heartbeat() {}

    /** Binds and starts the thread; it ends with the context. */
    public static void start(ZContext context, String address) {
        ZMQ.Socket socket = context.createSocket(SocketType.REP);
        socket.setLinger(0);
        socket.bind(address);
        Thread thread = new Thread(() -> echo(socket), "kelp-heartbeat");
        thread.setDaemon(true);
        thread.start();
    }

    private static void echo(ZMQ.Socket socket) {
        try {
            while (true) {
                byte[] beat = socket.recv();
                if (beat == null) {
                    return;
                }
                socket.send(beat);
            }
        } catch (ZMQException | ClosedSelectorException e) {
            // The context was closed: the kernel is going.
        }
    }
}
