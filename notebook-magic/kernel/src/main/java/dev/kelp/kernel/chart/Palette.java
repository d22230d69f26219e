package dev.kelp.kernel.chart;

import java.awt.Color;
import java.util.List;

/** The colours of charts, the same in both forms. */
final class Palette {
    static final List<String> SERIES = List.of(
            "#2f6fba", "#e07b39", "#2a9d72", "#8a5cc2", "#d64b72", "#1aa0b5", "#b58900", "#6b7f8c", "#a0522d",
            "#7aa72f");

    static final Color INK = new Color(0x1f2933);
    static final Color SOFT = new Color(0x5f6b76);
    static final Color GRID = new Color(0xe4e8ec);
    static final Color LINE = new Color(0x9aa5b1);

    private Palette() {}

    static Color series(int index) {
        return Color.decode(SERIES.get(index % SERIES.size()));
    }

    static Color soft(Color color, int alpha) {
        return new Color(color.getRed(), color.getGreen(), color.getBlue(), alpha);
    }
}
