package dev.kelp.kernel.kql;

import dev.kelp.kernel.execute.CellFailure;
import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An error of the language as a notebook shows it: the message, the line with a caret, the hint, and never a Java stack. */
public final class KqlFailure {
    private static final Logger LOG = LoggerFactory.getLogger(KqlFailure.class);
    private static final String BLUE = "\u001b[34m";
    private static final String PLAIN = "\u001b[0m";

    private KqlFailure() {}

    public static CellFailure of(KqlException e) {
        if (e.problem().kind() == Problem.Kind.BUG) {
            LOG.error("a bug in the engine", e);
        }
        List<String> lines = new ArrayList<>();
        for (String line : e.describe().split("\n", -1)) {
            if (lines.isEmpty()) {
                lines.add(headline(line));
            } else if (line.startsWith("hint: ")) {
                lines.add(BLUE + "hint: " + PLAIN + line.substring(6));
            } else if (line.strip().matches("\\^+")) {
                lines.add(CellFailure.red(line));
            } else {
                lines.add(line);
            }
        }
        return new CellFailure(e.problem().code(), e.message(), lines);
    }

    /** The part up to the message in red. */
    private static String headline(String line) {
        int end = line.indexOf(": ");
        return end < 0 ? CellFailure.red(line) : CellFailure.red(line.substring(0, end + 1)) + line.substring(end + 1);
    }
}
