package dev.kelp.kernel.execute;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kelp.kernel.message.Json;
import java.util.List;

/** Why a cell failed, as the notebook shows it. */
public final class CellFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final String name;
    private final List<String> traceback;

    /**
     * @param name a short name or code of the failure
     * @param message one sentence
     * @param traceback the lines to show, which may hold ANSI colours
     */
    public CellFailure(String name, String message, List<String> traceback) {
        super(message);
        this.name = name;
        this.traceback = List.copyOf(traceback);
    }

    /** A failure that is shown by its message alone. */
    public static CellFailure of(String name, String message) {
        return new CellFailure(name, message, List.of(red(name + ": ") + message));
    }

    /** What an interrupted cell ends with. */
    public static CellFailure interrupted() {
        return of("Interrupted", "The cell was interrupted.");
    }

    /** The text in red for terminals and notebooks. */
    public static String red(String text) {
        return "\u001b[1;31m" + text + "\u001b[0m";
    }

    public String name() {
        return name;
    }

    public List<String> traceback() {
        return traceback;
    }

    /** The three fields that error messages and error replies share. */
    ObjectNode toJson() {
        ObjectNode json = Json.object().put("ename", name).put("evalue", String.valueOf(getMessage()));
        json.set("traceback", Json.strings(traceback));
        return json;
    }
}
