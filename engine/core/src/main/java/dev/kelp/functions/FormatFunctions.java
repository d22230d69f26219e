package dev.kelp.functions;

import static dev.kelp.functions.Fn.scalar;

import java.util.List;

/** Values as text by a format (rules R71, R72). */
final class FormatFunctions {
    static final List<Fn> ROWS = List.of(
            scalar("format_datetime", Result.STRING, Arg.DATETIME, Formats.DATETIME)
                    .keepsName()
                    .nulls()
                    .java(Formats::datetime)
                    .doc(
                            "A datetime by a format of the letters y M d H h m s f F t and the delimiters space / - : , . _ [ ]."),
            scalar("format_timespan", Result.STRING, Arg.TIMESPAN, Formats.TIMESPAN)
                    .keepsName()
                    .nulls()
                    .java(Formats::timespan)
                    .doc(
                            "A timespan by a format of the letters d H h m s f F and the delimiters space / - : , . _ [ ]."),
            scalar("format_bytes", Result.STRING, Arg.REAL, Arg.opt(Arg.LONG), Arg.opt(Arg.STRING))
                    .keepsName()
                    .nulls()
                    .java(Formats::bytes)
                    .doc("A number of bytes in the unit that fits or is given, with so many decimal places."));

    private FormatFunctions() {}
}
