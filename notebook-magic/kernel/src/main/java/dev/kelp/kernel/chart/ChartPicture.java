package dev.kelp.kernel.chart;

import dev.kelp.kernel.chart.Canvas.Align;
import dev.kelp.kernel.chart.Chart.Mark;
import java.awt.geom.RoundRectangle2D;
import java.util.List;

/**
 * A chart as a PNG, for notebooks on paper, in GitHub and in exports.
 *
 * @param width as it is to be shown, in CSS pixels; the picture has twice as many
 */
public record ChartPicture(byte[] png, int width, int height) {
    private static final int WIDTH = 760;
    private static final int HEIGHT = 380;
    private static final int TALLEST = 1_000;
    private static final int ROW = 18;
    private static final int MARGIN = 14;
    private static final int TITLE = 26;
    private static final int LEGEND_ROW = 18;
    private static final int LEGEND_WIDTH = 150;

    public static ChartPicture of(Chart chart) {
        int rows = chart.mark() == Mark.BAR ? chart.categories().size() : 0;
        int height = Math.min(TALLEST, Math.max(HEIGHT, rows * ROW + 90));
        Canvas canvas = new Canvas(WIDTH, height);
        double top = MARGIN;
        if (!chart.title().isEmpty()) {
            canvas.font(15, true);
            canvas.text(canvas.fitted(chart.title(), WIDTH - 2 * MARGIN), MARGIN, top + 8, Align.LEFT, Palette.INK);
            top += TITLE;
        }
        canvas.font(11, false);
        double right = WIDTH - MARGIN;
        if (chart.hasLegend()) {
            right -= legend(canvas, chart, right, top, height) + MARGIN;
        }
        Box box = new Box(MARGIN, top, right, height - MARGIN);
        if (chart.mark() == Mark.PIE) {
            new PieDrawing(canvas, chart).draw(box);
        } else {
            new PlotDrawing(canvas, chart).draw(box);
        }
        return new ChartPicture(canvas.png(), WIDTH, height);
    }

    /** Draws the legend at the right and returns its width. */
    private static double legend(Canvas canvas, Chart chart, double right, double top, int height) {
        List<String> names = chart.mark() == Mark.PIE
                ? chart.categories()
                : chart.series().stream().map(Chart.Series::name).toList();
        int room = (int) ((height - top - MARGIN) / LEGEND_ROW);
        int shown = names.size() <= room ? names.size() : room - 1;
        double width = 0;
        for (String name : names.subList(0, shown)) {
            width = Math.max(width, canvas.width(canvas.fitted(name, LEGEND_WIDTH)));
        }
        double left = right - width - 18;
        for (int i = 0; i < shown; i++) {
            double y = top + i * LEGEND_ROW + 9;
            canvas.fill(new RoundRectangle2D.Double(left, y - 5, 10, 10, 3, 3), Palette.series(i));
            canvas.text(canvas.fitted(names.get(i), LEGEND_WIDTH), left + 16, y, Align.LEFT, Palette.INK);
        }
        if (shown < names.size()) {
            canvas.text(
                    "+ " + (names.size() - shown) + " more",
                    left + 16,
                    top + shown * LEGEND_ROW + 9,
                    Align.LEFT,
                    Palette.SOFT);
        }
        return width + 18;
    }
}
