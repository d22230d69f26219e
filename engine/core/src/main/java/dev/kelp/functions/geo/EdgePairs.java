package dev.kelp.functions.geo;

import com.google.common.geometry.S2Edge;
import com.google.common.geometry.S2Point;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;

/** Finds the pairs of edges of two lists that come near each other, by sweeping over the boxes around them. */
final class EdgePairs {
    /** What is done with a pair, by the places of its edges in their lists. */
    interface Visitor {
        void visit(int first, int second);
    }

    /** An edge's bounds in space, a hair wider than the arc. */
    private record Box(boolean second, int edge, double[] low, double[] high) {
        static Box of(boolean second, int index, S2Edge edge) {
            S2Point a = edge.getStart();
            S2Point b = edge.getEnd();
            // The arc bulges out of its chord by less than the square of the chord's length.
            double margin = a.getDistance2(b) + 1e-14;
            double[] low = new double[3];
            double[] high = new double[3];
            for (int axis = 0; axis < 3; axis++) {
                low[axis] = Math.min(a.get(axis), b.get(axis)) - margin;
                high[axis] = Math.max(a.get(axis), b.get(axis)) + margin;
            }
            return new Box(second, index, low, high);
        }

        boolean meets(Box other) {
            for (int axis = 0; axis < 3; axis++) {
                if (low[axis] > other.high[axis] || high[axis] < other.low[axis]) {
                    return false;
                }
            }
            return true;
        }
    }

    private EdgePairs() {}

    static void visit(List<S2Edge> first, List<S2Edge> second, Visitor visitor) {
        List<Box> boxes = new ArrayList<>(first.size() + second.size());
        for (int i = 0; i < first.size(); i++) {
            boxes.add(Box.of(false, i, first.get(i)));
        }
        for (int i = 0; i < second.size(); i++) {
            boxes.add(Box.of(true, i, second.get(i)));
        }
        int axis = widest(boxes);
        boxes.sort(Comparator.comparingDouble(box -> box.low[axis]));
        List<Box> activeFirst = new ArrayList<>();
        List<Box> activeSecond = new ArrayList<>();
        for (Box box : boxes) {
            Iterator<Box> others = (box.second ? activeFirst : activeSecond).iterator();
            while (others.hasNext()) {
                Box other = others.next();
                if (other.high[axis] < box.low[axis]) {
                    others.remove();
                } else if (box.meets(other)) {
                    visitor.visit(box.second ? other.edge : box.edge, box.second ? box.edge : other.edge);
                }
            }
            (box.second ? activeSecond : activeFirst).add(box);
        }
    }

    /** The axis along which the edges lie farthest apart. */
    private static int widest(List<Box> boxes) {
        int widest = 0;
        double most = -1;
        for (int axis = 0; axis < 3; axis++) {
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (Box box : boxes) {
                low = Math.min(low, box.low[axis]);
                high = Math.max(high, box.high[axis]);
            }
            if (high - low > most) {
                most = high - low;
                widest = axis;
            }
        }
        return widest;
    }
}
