package dev.kelp.kernel.channel;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;

/** A bound socket and the thread that owns it. Frames in go to a listener on that thread; frames out come from any thread. */
public final class Channel implements AutoCloseable {
    /** How long messages under way may take to leave when the kernel ends, in milliseconds. */
    private static final int LINGER = 1_000;

    private final ZMQ.Socket socket;
    private final ZMQ.Socket queueOut;
    private final ZMQ.Socket queueIn;
    private final ZMQ.Poller poller;
    private final Thread thread;

    /**
     * Binds and starts.
     *
     * @param name of the channel and its thread
     * @param incoming hears each message's frames on the channel's own thread; must not block
     * @throws IOException where the address can't be had
     */
    public Channel(
            ZContext context, String name, SocketType type, String address, BiConsumer<Channel, List<byte[]>> incoming)
            throws IOException {
        socket = context.createSocket(type);
        socket.setLinger(LINGER);
        socket.setHWM(0);
        try {
            socket.bind(address);
        } catch (ZMQException e) {
            throw new IOException("the " + name + " socket cannot listen on " + address + ": " + e.getMessage());
        }
        queueOut = context.createSocket(SocketType.PULL);
        queueOut.setHWM(0);
        queueOut.bind("inproc://" + name);
        queueIn = context.createSocket(SocketType.PUSH);
        queueIn.setHWM(0);
        queueIn.connect("inproc://" + name);
        poller = context.createPoller(2);
        poller.register(socket, ZMQ.Poller.POLLIN);
        poller.register(queueOut, ZMQ.Poller.POLLIN);
        thread = new Thread(() -> run(incoming), "kelp-" + name);
        thread.setDaemon(true);
    }

    /** Starts to listen. */
    public void start() {
        thread.start();
    }

    /** Sends the frames of one message, in the order of the calls. */
    public void send(List<byte[]> frames) {
        synchronized (queueIn) {
            forward(frames, queueIn);
        }
    }

    private void run(BiConsumer<Channel, List<byte[]>> incoming) {
        while (true) {
            poller.poll(-1);
            while (poller.pollin(1)) {
                List<byte[]> frames = receive(queueOut);
                if (frames.get(0).length == 0 && frames.size() == 1) {
                    return;
                }
                forward(frames, socket);
                if ((queueOut.getEvents() & ZMQ.Poller.POLLIN) == 0) {
                    break;
                }
            }
            if (poller.pollin(0)) {
                incoming.accept(this, receive(socket));
            }
        }
    }

    private static List<byte[]> receive(ZMQ.Socket from) {
        List<byte[]> frames = new ArrayList<>();
        do {
            frames.add(from.recv());
        } while (from.hasReceiveMore());
        return frames;
    }

    private static void forward(List<byte[]> frames, ZMQ.Socket to) {
        int last = frames.size() - 1;
        for (int i = 0; i <= last; i++) {
            to.send(frames.get(i), i < last ? ZMQ.SNDMORE : 0);
        }
    }

    /** Sends what is queued, then ends the thread and closes the socket. */
    @Override
    public void close() {
        send(List.of(new byte[0]));
        if (Thread.currentThread() != thread) {
            boolean interrupted = false;
            try {
                thread.join(LINGER);
            } catch (InterruptedException e) {
                interrupted = true;
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        poller.close();
        socket.close();
        queueOut.close();
        queueIn.close();
    }
}
