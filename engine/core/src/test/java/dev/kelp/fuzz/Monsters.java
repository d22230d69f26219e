package dev.kelp.fuzz;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Queries that are right but too much: nested deeply, endlessly long, or growing with every line. */
final class Monsters {
    private static final List<IntFunction<String>> SHAPES = List.of(
            n -> "print " + "(".repeat(n) + "1" + ")".repeat(n),
            n -> "print " + "(".repeat(n),
            n -> "print " + "abs(".repeat(n) + "1" + ")".repeat(n),
            n -> "print " + "-".repeat(n) + "1",
            n -> "print x = dynamic(" + "[".repeat(n) + "]".repeat(n) + ")",
            n -> "print x = dynamic(" + "{\"a\":".repeat(n) + "1" + "}".repeat(n) + ")",
            n -> "print x = parse_json('" + "[".repeat(n) + "')",
            n -> "Types | where " + chain("l == ", " or ", n),
            n -> "Types | where l in (" + chain("", ", ", n) + ")",
            n -> "Types | extend " + chain("l + ", ", ", n),
            n -> "Types | project x = " + chain("", " + ", n),
            n -> "Types | project x = y" + ".a".repeat(n),
            n -> "Types | project x = y" + "[0]".repeat(n),
            n -> "Types" + " | where l > 1".repeat(n),
            n -> "Types" + " | extend l = l + 1".repeat(Math.min(n, 300)),
            n -> "Types" + " | union Types".repeat(Math.min(n, 60)),
            n -> "Types" + " | join (Types) on l".repeat(Math.min(n, 20)),
            n -> "union " + chain("Types, Types", ", Types", 0) + ", Types".repeat(Math.min(n, 300)),
            n -> "print x = " + "1".repeat(n),
            n -> "print x = 1." + "3".repeat(n),
            n -> "print x = decimal(" + "7".repeat(n) + ")",
            n -> "print x = '" + "a".repeat(10 * n) + "'",
            n -> "print x = " + "'a' ".repeat(n),
            n -> "print " + "x".repeat(10 * n) + " = 1",
            n -> "datatable(x:long) [" + chain("", ", ", n) + "]",
            n -> "print extract('" + "(a*)*".repeat(Math.min(n, 200)) + "b', 1, 'aaaaaaaaaaaaaaaaaaaaaaaaaaaa')",
            n -> "print matches = 'aaaa' matches regex '" + "(".repeat(n) + "'",
            n -> "Types | parse s with " + "'a' x ".repeat(Math.min(n, 50)),
            n -> "let f = (x:long) { " + "iff(x > 1, ".repeat(Math.min(n, 200)) + "1" + ", 2)".repeat(Math.min(n, 200))
                    + " }; print f(1)",
            n -> "let a0 = 1;" + lets(Math.min(n, 40), i -> "let a" + i + " = a" + (i - 1) + " + a" + (i - 1) + ";")
                    + "print a" + Math.min(n, 40),
            n -> "let a0 = Types;"
                    + lets(Math.min(n, 40), i -> "let a" + i + " = a" + (i - 1) + " | union a" + (i - 1) + ";") + "a"
                    + Math.min(n, 40),
            n -> "let f0 = (x:long) { x };"
                    + lets(
                            Math.min(n, 40),
                            i -> "let f" + i + " = (x:long) { f" + (i - 1) + "(x) + f" + (i - 1) + "(x) };")
                    + "print f" + Math.min(n, 40) + "(1)",
            n -> "let f = () { f() }; f()",
            n -> "let x = x; print x",
            n -> "Types" + " | where l in (Types | project l".repeat(Math.min(n, 100)) + ")".repeat(Math.min(n, 100)),
            n -> "print x = toscalar(".repeat(Math.min(n, 100)) + "print 1" + ")".repeat(Math.min(n, 100)),
            n -> "print case(" + "true, 1, ".repeat(n) + "2)",
            n -> "print strcat(" + chain("", ", ", n) + ")",
            n -> "print bag_pack(" + chain("'a', ", ", ", n) + ")",
            n -> "\n".repeat(n) + "print 1",
            n -> "//".repeat(n) + "\nprint 1",
            n -> " | ".repeat(n),
            n -> ";".repeat(n) + "print 1");

    private Monsters() {}

    static String of(Chance chance) {
        int size = chance.of(1, 5, 20, 100, 500, 2000);
        return chance.of(SHAPES).apply(size);
    }

    private static String chain(String before, String between, int count) {
        return IntStream.rangeClosed(0, count).mapToObj(i -> before + i).collect(Collectors.joining(between));
    }

    private static String lets(int count, IntFunction<String> let) {
        return IntStream.rangeClosed(1, count).mapToObj(let).collect(Collectors.joining("\n"));
    }
}
