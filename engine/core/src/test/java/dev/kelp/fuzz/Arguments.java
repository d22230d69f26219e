package dev.kelp.fuzz;

import java.util.HashMap;
import java.util.Map;

/** The {@code --name value} pairs of a tool's command line. */
public record Arguments(Map<String, String> values) {

    public static Arguments of(String[] args) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < args.length; i += 2) {
            if (!args[i].startsWith("--") || i + 1 == args.length) {
                throw new IllegalArgumentException("--name value is wanted, not " + args[i]);
            }
            values.put(args[i].substring(2), args[i + 1]);
        }
        return new Arguments(values);
    }

    public String text(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    public int number(String name, int otherwise) {
        return Integer.parseInt(text(name, String.valueOf(otherwise)));
    }
}
