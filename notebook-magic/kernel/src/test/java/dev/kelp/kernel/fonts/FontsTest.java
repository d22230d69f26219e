package dev.kelp.kernel.fonts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FontsTest {
    @Test
    void drawsHere() {
        assertTrue(inkOf("Kelp") > 50);
    }

    /** The choice is made once per JVM, so this asks another one: with an empty font configuration and no cache of fonts. */
    @Test
    void drawsOnAMachineWithoutFonts(@TempDir Path home) throws Exception {
        Path none = Files.writeString(
                home.resolve("fonts.conf"),
                "<?xml version=\"1.0\"?><!DOCTYPE fontconfig SYSTEM \"fonts.dtd\"><fontconfig></fontconfig>");
        var command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.awt.headless=true",
                "-Duser.home=" + home,
                "-cp",
                System.getProperty("java.class.path"),
                FontsTest.class.getName());
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("FONTCONFIG_FILE", none.toString());
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
    }

    public static void main(String[] arguments) {
        if (inkOf("Kelp") <= 50) {
            throw new IllegalStateException("nothing was drawn");
        }
    }

    private static long inkOf(String text) {
        Fonts.ready();
        var image = new BufferedImage(200, 40, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setColor(Color.WHITE);
        pen.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 20));
        pen.drawString(text, 5, 30);
        pen.dispose();
        return IntStream.range(0, 200 * 40)
                .filter(at -> (image.getRGB(at % 200, at / 200) & 0xFF) > 128)
                .count();
    }
}
