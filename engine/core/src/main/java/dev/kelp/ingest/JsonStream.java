package dev.kelp.ingest;

import dev.kelp.ingest.CellReader.BadCell;
import dev.kelp.run.Cancellation;
import dev.kelp.tables.TableDef;
import dev.kelp.text.KqlException;
import dev.kelp.types.Json;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** The rows of JSON files: their blocks are read side by side, and come out in the files' order. */
final class JsonStream extends CarrierStream {
    private static final int MOST_THREADS = 8;

    /** Rows at a time of what cannot be cut into blocks; so many bytes they may be. */
    private static final int REST_ROWS = 4_096;

    private static final long REST_BYTES = 8L << 20;

    private final RecordFiles files;
    private final List<CellReader> cells;
    private final boolean lines;
    private final boolean skipFirst;
    private final JsonBlocks blocks;
    private final int most;
    private final Deque<Work> free = new ArrayDeque<>();
    private final Deque<Work> under = new ArrayDeque<>();
    private final ExecutorService threads;

    /** The line that the next block begins in. */
    private long line = 1;

    private boolean skip;
    private @Nullable JsonRecords rest;
    private String restOf = "";
    private long read;

    /** A block on its way; used again and again. */
    private static final class Work {
        private final JsonBlock block = new JsonBlock();
        private final ColumnBatch batch;
        private final JsonParser parser;
        private @Nullable Future<?> done;

        Work(ColumnBatch batch, JsonParser parser) {
            this.batch = batch;
            this.parser = parser;
        }

        @Nullable
        Void parse() throws JsonParser.Fault {
            batch.clear();
            parser.parse(block);
            return null;
        }
    }

    JsonStream(
            TableDef table,
            Ingestion.Files source,
            DuckDBConnection connection,
            BufferAllocator allocator,
            Cancellation cancellation) {
        super(table.columns(), allocator, cancellation);
        this.files = new RecordFiles(table, source, connection);
        this.cells = new ArrayList<>();
        table.columns()
                .forEach(c -> cells.add(
                        CellReader.identity(c, cells.size(), source.format().mappingKind())));
        this.lines = source.format() == IngestFormat.JSON;
        this.skipFirst = source.options().skipFirst();
        this.blocks = new JsonBlocks(files, lines);
        int count = Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
        this.most = count + 2;
        this.threads = Executors.newFixedThreadPool(count, work -> {
            Thread thread = new Thread(work, "kelp-json");
            thread.setDaemon(true);
            return thread;
        });
    }

    private Work work() {
        ColumnBatch batch =
                new ColumnBatch(cells.stream().map(c -> c.type().carrier()).toList());
        return new Work(batch, new JsonParser(cells, lines, skipFirst, batch));
    }

    @Override
    void fill(VectorSchemaRoot batch) {
        while (batch.getRowCount() == 0) {
            start();
            Work next = under.poll();
            if (next != null) {
                finish(next);
                next.batch.copyTo(batch);
                free.add(next);
            } else if (!fillRest(batch)) {
                return;
            }
        }
    }

    private void start() {
        while (under.size() < most) {
            Work work = Objects.requireNonNullElseGet(free.poll(), this::work);
            if (!blocks.next(work.block)) {
                free.add(work);
                return;
            }
            work.done = threads.submit(work::parse);
            under.add(work);
        }
    }

    private void finish(Work work) {
        if (work.block.opens) {
            line = 1;
        }
        try {
            if (work.done != null) {
                work.done.get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof JsonParser.Fault fault) {
                throw fault(line + fault.line, work.block.file, fault.what, fault);
            }
            throw thrown(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        read += work.block.length;
        line += work.block.lines;
    }

    /** What a thread threw, in the thread that waits for it. */
    private static RuntimeException thrown(@Nullable Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException exception ? exception : new IllegalStateException(cause);
    }

    private static KqlException fault(long line, String file, String what, Exception cause) {
        return Ingestion.fault("Line " + line + " of " + file + what).because(cause);
    }

    /** What cannot be cut into blocks; false where there is none. */
    private boolean fillRest(VectorSchemaRoot batch) {
        String place = "";
        try {
            JsonRecords records = rest();
            if (records == null) {
                return false;
            }
            Work work = Objects.requireNonNullElseGet(free.peek(), this::work);
            ColumnBatch last = work.batch;
            last.clear();
            long bytes = 0;
            while (last.rows() < REST_ROWS && bytes < REST_BYTES) {
                Json record = records.next();
                if (record == null) {
                    rest = null;
                    blocks.passed();
                    break;
                }
                place = records.place();
                add(record, last);
                bytes = last.bytes();
            }
            last.copyTo(batch);
            read += bytes;
            return true;
        } catch (Malformed e) {
            throw Ingestion.fault((rest == null ? "The file " : rest.place() + " of ") + restOf + " " + e.what())
                    .because(e);
        } catch (BadCell e) {
            throw Ingestion.fault(place + " of " + restOf + ": " + e.getMessage())
                    .because(e);
        } catch (IOException e) {
            throw RecordRows.unreadable(restOf, e);
        }
    }

    private @Nullable JsonRecords rest() throws IOException, Malformed {
        JsonBlocks.Rest left = blocks.rest();
        if (rest == null && left != null) {
            line = left.opens() ? 1 : line;
            skip = left.first() && skipFirst;
            restOf = left.file();
            rest = JsonRecords.from(left.bytes(), lines, line, left.begun(), left.inArray());
        }
        return rest;
    }

    private void add(Json record, ColumnBatch last) throws BadCell {
        if (!skip) {
            for (int i = 0; i < cells.size(); i++) {
                last.set(i, cells.get(i).read(record, restOf, 0));
            }
            last.endRow();
        }
        skip = false;
    }

    @Override
    double fraction() {
        return files.fraction();
    }

    @Override
    Skipped skipped() {
        return Skipped.NONE;
    }

    @Override
    public long bytesRead() {
        return read;
    }

    @Override
    protected void closeReadSource() throws IOException {
        threads.shutdownNow();
        try (files;
                blocks) {
            rest = null;
        }
    }
}
