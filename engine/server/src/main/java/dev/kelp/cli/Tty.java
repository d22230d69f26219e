package dev.kelp.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Asks whether a person is at the other end. Java only knows of standard input and output together. */
final class Tty {
    private static final int USUAL_WIDTH = 80;

    private Tty() {}

    /** Whether a file descriptor of this process, 0 to 2, is a terminal. */
    static boolean isTerminal(int descriptor) {
        Path link = Path.of("/proc/self/fd/" + descriptor);
        try {
            if (Files.isSymbolicLink(link)) {
                String target = Files.readSymbolicLink(link).toString();
                return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
            }
        } catch (IOException e) {
            return false;
        }
        return asks("test", "-t", Integer.toString(descriptor));
    }

    /** Columns of the terminal, 80 where it doesn't say. */
    static int width() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(Path.of("/dev/tty").toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).trim();
            if (stty.waitFor(1, TimeUnit.SECONDS) && stty.exitValue() == 0) {
                int columns = Integer.parseInt(size.substring(size.indexOf(' ') + 1));
                return columns > 0 ? columns : USUAL_WIDTH;
            }
        } catch (IOException | NumberFormatException e) {
            return USUAL_WIDTH;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return USUAL_WIDTH;
    }

    private static boolean asks(String... command) {
        try {
            Process test = new ProcessBuilder(command).inheritIO().start();
            return test.waitFor(1, TimeUnit.SECONDS) && test.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
