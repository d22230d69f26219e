package dev.kelp.kernel.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kelp.kernel.display.Table;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ChartPictureTest {
    /** Pictures are left here to be looked at. */
    private static final Path GALLERY = Path.of("target/charts");

    static Stream<Arguments> charts() {
        return Stream.of(
                Arguments.of("timechart", ChartSamples.daily(), Map.of("title", "Flights a day")),
                Arguments.of("areachart", ChartSamples.daily(), Map.of("kind", "stacked", "ytitle", "flights a day")),
                Arguments.of("areachart", ChartSamples.daily(), Map.of("kind", "stacked100")),
                Arguments.of("linechart", ChartSamples.scatter(), Map.of("ymin", "0")),
                Arguments.of("columnchart", ChartSamples.outcomes(), Map.of("title", "Flown and cancelled")),
                Arguments.of("columnchart", ChartSamples.outcomes(), Map.of("kind", "stacked", "legend", "hidden")),
                Arguments.of("columnchart", ChartSamples.carriers(), Map.of()),
                Arguments.of("barchart", ChartSamples.carriers(), Map.of("title", "Mean delay by carrier, in minutes")),
                Arguments.of("piechart", ChartSamples.carriers(), Map.of("title", "Shares")),
                Arguments.of("scatterchart", ChartSamples.scatter(), Map.of("title", "The further, the longer")));
    }

    @ParameterizedTest
    @MethodSource("charts")
    void drawsMarksInTheSeriesColours(String kind, Table table, Map<String, String> properties) throws IOException {
        ChartPicture picture = ChartPicture.of(ChartSamples.chart(table, kind, properties));
        Files.createDirectories(GALLERY);
        Files.write(
                GALLERY.resolve(
                        kind + "-" + Integer.toHexString(properties.toString().hashCode()) + ".png"),
                picture.png());

        BufferedImage image = ImageIO.read(new ByteArrayInputStream(picture.png()));
        assertEquals(2 * picture.width(), image.getWidth());
        assertEquals(2 * picture.height(), image.getHeight());
        int inked = 0;
        Set<Integer> colours = new HashSet<>();
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int colour = image.getRGB(x, y) & 0xFFFFFF;
                colours.add(colour);
                inked += colour == 0xFFFFFF ? 0 : 1;
            }
        }
        assertTrue(inked > image.getWidth() * image.getHeight() / 100, "only " + inked + " pixels are not white");
        assertTrue(inked < image.getWidth() * image.getHeight() * 9 / 10, inked + " pixels are not white");
        assertTrue(colours.size() > 20, colours.size() + " colours");
    }
}
