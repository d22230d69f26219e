package dev.kelp.cli;

import dev.kelp.Engine;
import dev.kelp.Request;
import dev.kelp.language.LanguageService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An engine in this process. */
final class LocalSession implements Session {
    private final Engine engine;
    private final @Nullable Path passing;

    private LocalSession(Engine engine, @Nullable Path passing) {
        this.engine = engine;
        this.passing = passing;
    }

    /** An engine on the tables of a folder. */
    static LocalSession on(Path data) {
        return new LocalSession(Engine.open(data), null);
    }

    /** An engine without tables; what is made in it is gone when it is closed. */
    static LocalSession empty() {
        try {
            Path passing = Files.createTempDirectory("kelp-");
            return new LocalSession(Engine.open(passing), passing);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Engine engine() {
        return engine;
    }

    @Override
    public Results ask(Request request) {
        return new FrameResults(engine.execute(request));
    }

    @Override
    public LanguageService language(String database) {
        return LanguageService.of(engine.snapshot(), database);
    }

    @Override
    public void close() {
        engine.close();
        if (passing != null) {
            delete(passing);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
