package dev.kelp.types;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuidsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0A1B2C3D-4E5F-6789-ABCD-EF0123456789",
                "0a1b2c3d4e5f6789abcdef0123456789",
                "0a1b-2c3d4e5f6789abcdef-0123456789",
                " {0a1b2c3d-4e5f-6789-abcd-ef0123456789} "
            })
    void reads(String text) {
        assertEquals("0a1b2c3d-4e5f-6789-abcd-ef0123456789", Guids.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{",
                "0a1b",
                "0a1b2c3d4e5f6789abcdef01234567890",
                "0a1b2c3d4e5f6789abcdef012345678g",
                "0a1b2c3d4e5f6789abcdef012345678٣"
            })
    void refuses(String text) {
        assertNull(Guids.parse(text));
    }
}
