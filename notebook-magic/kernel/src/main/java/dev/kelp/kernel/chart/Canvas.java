package dev.kelp.kernel.chart;

import dev.kelp.kernel.fonts.Fonts;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.font.TextAttribute;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import javax.imageio.ImageIO;

/** A white sheet to draw on, in CSS pixels; twice as fine inside, for sharp screens. */
final class Canvas {
    private static final int FINENESS = 2;

    enum Align {
        LEFT,
        CENTRE,
        RIGHT
    }

    private final BufferedImage image;
    private final Graphics2D graphics;

    Canvas(int width, int height) {
        Fonts.ready();
        // Small picture files should not touch the disk on their way.
        ImageIO.setUseCache(false);
        image = new BufferedImage(width * FINENESS, height * FINENESS, BufferedImage.TYPE_INT_RGB);
        graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        graphics.scale(FINENESS, FINENESS);
        font(11, false);
    }

    void font(int size, boolean bold) {
        graphics.setFont(new Font(Font.SANS_SERIF, bold ? Font.BOLD : Font.PLAIN, size)
                .deriveFont(Map.of(TextAttribute.KERNING, TextAttribute.KERNING_ON)));
    }

    double width(String text) {
        return graphics.getFontMetrics().getStringBounds(text, graphics).getWidth();
    }

    /** The text, shortened with an ellipsis to fit. */
    String fitted(String text, double room) {
        if (width(text) <= room) {
            return text;
        }
        int end = text.length();
        while (end > 1 && width(text.substring(0, end) + "…") > room) {
            end--;
        }
        return text.substring(0, end) + "…";
    }

    /** Writes with the vertical middle of small letters at y. */
    void text(String text, double x, double y, Align align, Color color) {
        double shift =
                switch (align) {
                    case LEFT -> 0;
                    case CENTRE -> width(text) / 2;
                    case RIGHT -> width(text);
                };
        graphics.setColor(color);
        graphics.drawString(
                text, (float) (x - shift), (float) (y + graphics.getFont().getSize2D() * 0.36));
    }

    /** Writes turned about the point, by degrees clockwise. */
    void turned(String text, double x, double y, double degrees, Align align, Color color) {
        AffineTransform before = graphics.getTransform();
        graphics.rotate(Math.toRadians(degrees), x, y);
        text(text, x, y, align, color);
        graphics.setTransform(before);
    }

    void line(double x1, double y1, double x2, double y2, Color color) {
        stroke(new Line2D.Double(x1, y1, x2, y2), 1, color);
    }

    void stroke(Shape shape, double width, Color color) {
        graphics.setColor(color);
        graphics.setStroke(new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        graphics.draw(shape);
    }

    void fill(Shape shape, Color color) {
        graphics.setColor(color);
        graphics.fill(shape);
    }

    /** Keeps what is drawn inside a shape, until {@link #unclip()}. */
    void clip(Shape shape) {
        graphics.setClip(shape);
    }

    void unclip() {
        graphics.setClip(null);
    }

    byte[] png() {
        graphics.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
