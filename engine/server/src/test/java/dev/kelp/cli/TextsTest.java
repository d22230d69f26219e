package dev.kelp.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a typed text is whole, and what a command is. */
class TextsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '#', textBlock = """
                    Tides                                       # false
                    Tides;                                      # true
                    Tides\\n| count                             # false
                    Tides\\n| count;                            # true
                    Tides\\n| count\\n                          # true
                    let x = 1;                                  # false
                    let x = 1; print x;                         # true
                    let x = "a;b";                              # false
                    let x = 'it\\\\'s;';                        # false
                    let x = @"\\"; print x;                     # true
                    // why; oh why\\nlet x = 1;                 # false
                    let x = 1; // done; yes\\nprint x;          # true
                    set notruncation;                           # false
                    declare query_parameters(n:long);           # false
                    letters;                                    # true
                    .show tables                                # false
                    .show tables;                               # true
                    \\\\help                                    # true
                    """)
    void isWhole(String text, boolean whole) {
        String typed = text.replace("\\\\", "\u0001").replace("\\n", "\n").replace("\u0001", "\\");
        assertEquals(whole, Texts.isWhole(typed), typed);
    }
}
