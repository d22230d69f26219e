package dev.kelp.kernel.fonts;

import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Java2D cannot even measure text where the system has no font (headless servers, small containers). There the logical
 * fonts are made of Liberation Sans, which the jar carries; elsewhere nothing is changed.
 */
public final class Fonts {
    private static final String FONT = "LiberationSans-Regular.ttf";

    private Fonts() {}

    /** Call before anything is drawn; costs a measurement of one letter. */
    public static synchronized void ready() {
        if (drawable()) {
            return;
        }
        try {
            System.setProperty("sun.awt.fontconfig", configuration().toString());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "No font on this machine, and none could be put into its temporary folder", e);
        }
        if (!drawable()) {
            throw new IllegalStateException(
                    "This Java cannot draw text. On Debian: apt-get install fontconfig fonts-dejavu-core");
        }
    }

    private static boolean drawable() {
        try {
            new Font(Font.SANS_SERIF, Font.PLAIN, 12).getStringBounds("x", new FontRenderContext(null, true, true));
            return true;
        } catch (InternalError | RuntimeException | NoClassDefFoundError e) {
            return false;
        }
    }

    /** A font configuration in Java's own format, in which every logical font is ours. */
    private static Path configuration() throws IOException {
        Path folder = Files.createTempDirectory("kelp-fonts");
        Path font = folder.resolve(FONT);
        Path file = folder.resolve("fontconfig.properties");
        try (InputStream bytes = Fonts.class.getResourceAsStream(FONT)) {
            if (bytes == null) {
                throw new IOException(FONT + " is not in the kernel's jar");
            }
            Files.copy(bytes, font);
        }
        String logical = Stream.of("dialog", "dialoginput", "sansserif", "serif", "monospaced")
                .flatMap(name -> Stream.of("plain", "bold", "italic", "bolditalic")
                        .map(style -> name + "." + style + ".latin-1=Liberation Sans\n"))
                .collect(Collectors.joining());
        Files.writeString(
                file,
                "version=1\n" + logical + "sequence.allfonts=latin-1\nfilename.Liberation_Sans="
                        + font.toString().replace("\\", "\\\\") + "\n");
        for (Path path : new Path[] {folder, font, file}) {
            path.toFile().deleteOnExit();
        }
        return file;
    }
}
