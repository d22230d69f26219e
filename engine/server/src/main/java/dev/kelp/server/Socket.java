package dev.kelp.server;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.HttpChannel;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.BufferUtil;

/**
 * Notices that a client went away while its query runs.
 *
 * <p>Jetty does not read from a connection whose request is being served, so nobody would hear of the closing: this reads in between.
 * Bytes of a next request that come early are handed back. Used only by the thread that serves the request, after it has read the
 * whole body.
 */
final class Socket {
    private final Request request;
    private boolean more;

    Socket(HttpServletRequest request) {
        this.request = Request.getBaseRequest(request);
    }

    /** Whether the other side has closed the connection. */
    boolean isGone() {
        EndPoint endPoint = request.getHttpChannel().getEndPoint();
        if (!endPoint.isOpen()) {
            return true;
        }
        if (more || !request.getHttpInput().isFinished()) {
            return false;
        }
        ByteBuffer early = BufferUtil.allocate(1024);
        try {
            int read = endPoint.fill(early);
            if (read > 0) {
                more = true;
                if (endPoint.getConnection() instanceof Connection.UpgradeTo connection) {
                    connection.onUpgradeTo(early);
                }
            }
            return read < 0;
        } catch (IOException e) {
            return true;
        }
    }

    /** Closes the connection in the middle of an answer, the only way left to say that it is not whole. */
    void abort(String why) {
        HttpChannel channel = request.getHttpChannel();
        channel.abort(new IOException(why));
    }
}
