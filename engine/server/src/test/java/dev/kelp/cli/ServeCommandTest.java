package dev.kelp.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kelp serve}: its one line, and the ports it cannot have. */
class ServeCommandTest {
    @TempDir
    private Path folder;

    @Test
    void ready_oneLine() {
        // Told to stop before it starts: it starts, says so, and stops.
        Ran ran = Ran.kelp("serve", "--port", "0", "--data", folder.toString());
        assertEquals(0, ran.status(), ran.err());
        assertTrue(ran.out().matches("Kelp is ready at http://localhost:\\d+\n"), ran.out());
        assertEquals("", ran.err());
    }

    @Test
    void portInUse_oneMessage() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Ran ran = Ran.kelp("serve", "--port", "" + taken.getLocalPort(), "--data", folder.toString());
            assertEquals(1, ran.status());
            assertEquals("", ran.out());
            assertEquals(
                    "error KQ3001: Port " + taken.getLocalPort()
                            + " is in use.\nhint: Choose another with --port, or 0 for any free one.\n",
                    ran.err());
        }
    }

    @Test
    void port_isANumberOfAPort() {
        assertEquals(2, Ran.kelp("serve", "--port", "70000").status());
        assertEquals(2, Ran.kelp("serve", "--port", "http").status());
    }
}
