package dev.kelp.functions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;

/** Checks {@code function | argument | … => answer}, with - for null. */
final class Examples {
    private Examples() {}

    static void check(String example) {
        String[] sides = example.split(" => ", 2);
        String[] call = sides[0].split(" \\| ", -1);
        String[] arguments = Arrays.copyOfRange(call, 1, call.length);
        assertEquals(sides[1], Calls.call(call[0], arguments), example);
    }
}
