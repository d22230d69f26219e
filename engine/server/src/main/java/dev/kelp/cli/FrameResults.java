package dev.kelp.cli;

import dev.kelp.Answer;
import dev.kelp.Answer.ResultTable;
import dev.kelp.run.Frame;
import dev.kelp.types.Schema;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** The tables of an engine's answer. */
final class FrameResults implements Results {
    private final Answer answer;
    private final Iterator<ResultTable> tables;

    FrameResults(Answer answer) {
        this.answer = answer;
        this.tables = answer.tables().iterator();
    }

    @Override
    public @Nullable Rows next() {
        return tables.hasNext() ? new FrameRows(tables.next().frame()) : null;
    }

    @Override
    public void close() {
        answer.close();
    }

    private static final class FrameRows implements Rows {
        private final Frame frame;
        private int row = -1;
        private int count;

        FrameRows(Frame frame) {
            this.frame = frame;
        }

        @Override
        public Schema schema() {
            return frame.schema();
        }

        @Override
        public boolean next() {
            row++;
            while (row >= count) {
                if (!frame.next()) {
                    return false;
                }
                count = frame.batch().getRowCount();
                row = 0;
            }
            return true;
        }

        @Override
        public @Nullable Object value(int column) {
            return frame.value(row, column);
        }
    }
}
