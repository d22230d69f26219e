package dev.kelp.language;

import dev.kelp.tables.TableDef;
import java.util.stream.Collectors;

/** Stored tables for people. */
final class Descriptions {
    /** So many columns are listed. */
    private static final int MOST = 40;

    private Descriptions() {}

    /** A line per column. */
    static String columns(TableDef table) {
        String columns = table.columns().stream()
                .limit(MOST)
                .map(c -> Signatures.of(c.name(), c.type()))
                .collect(Collectors.joining("\n"));
        return table.columns().size() > MOST ? columns + "\n…" : columns;
    }
}
