package dev.kelp.cli;

import java.io.IOException;
import java.io.Writer;
import java.util.Locale;

/** How answers are printed. */
enum Format {
    TABLE,
    JSON,
    CSV,
    NDJSON;

    /** Prints one table after another. */
    interface Printer {
        /**
         * Prints the rows to their end.
         *
         * @return how many there were
         */
        long print(Rows rows) throws IOException;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @param width columns of the terminal, 0 where there is none */
    Printer printer(Writer out, int width) {
        return switch (this) {
            case TABLE -> new TablePrinter(out, width);
            case JSON -> new JsonPrinter(out, false);
            case CSV -> new CsvPrinter(out);
            case NDJSON -> new JsonPrinter(out, true);
        };
    }
}
