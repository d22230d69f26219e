package dev.kelp.functions.geo;

import java.util.ArrayList;
import java.util.List;
import org.elasticsearch.h3.H3;
import org.jspecify.annotations.Nullable;

/**
 * A walk over hexagons in H3's order of rings: one step out, then counterclockwise round the six sides. The six neighbours of a cell
 * are listed counterclockwise, so a heading is carried from cell to cell as the place opposite to where one came from.
 */
final class H3Walk {
    /** Among a cell's neighbours: the way from a ring's start to the next ring's. */
    private static final int OUT = 4;

    /** The turn from the way out to a ring's first side, in sixths. */
    private static final int TURN = 2;

    private static final int SIDES = 6;

    private long cell;
    private int heading;

    private H3Walk(long cell, int heading) {
        this.cell = cell;
        this.heading = heading;
    }

    /** A walk that starts at a cell; null for a pentagon. */
    static @Nullable H3Walk from(long centre) {
        return H3.isPentagon(centre) ? null : new H3Walk(centre, OUT);
    }

    /** The cells at a distance from the centre, to be asked for distance 1, 2, …; null where a pentagon is met. */
    @Nullable
    List<Long> ring(int distance) {
        List<Long> cells = new ArrayList<>(SIDES * distance);
        if (!step()) {
            return null;
        }
        int outward = heading;
        turn(TURN);
        for (int side = 0; side < SIDES; side++) {
            for (int i = 0; i < distance; i++) {
                if (!step()) {
                    return null;
                }
                cells.add(cell);
            }
            turn(1);
        }
        heading = outward;
        return cells;
    }

    private void turn(int sixths) {
        heading = (heading + sixths) % SIDES;
    }

    private boolean step() {
        long next = H3.hexRingPosToH3(cell, heading);
        if (H3.isPentagon(next)) {
            return false;
        }
        for (int i = 0; i < SIDES; i++) {
            if (H3.hexRingPosToH3(next, i) == cell) {
                heading = (i + SIDES / 2) % SIDES;
                cell = next;
                return true;
            }
        }
        return false;
    }
}
