package dev.tmctl.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartitionKeyTest {

    @ParameterizedTest
    @CsvSource({"k,1", "é,2", "€,3", "😀,4", "' ',1"})
    void countsUtf8Bytes(String value, int bytes) {
        assertThat(new PartitionKey(value).sizeInBytes()).isEqualTo(bytes);
    }

    @Test
    void takes256CodePointsOutsideTheBasicPlane() {
        PartitionKey key = new PartitionKey("😀".repeat(256));
        assertThat(key.sizeInBytes()).isEqualTo(1024);
        assertThat(key).hasToString("😀".repeat(256));
    }

    @Test
    void refuses257CodePoints() {
        assertThatThrownBy(() -> new PartitionKey("😀".repeat(257)))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("has 257 characters; a partition key has 1 to 256");
    }

    @Test
    void refusesNothing() {
        assertThatThrownBy(() -> new PartitionKey(""))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("is empty; expected 1 to 256 characters");
    }

    @Test
    void refusesHalfOfASurrogatePair() {
        assertThatThrownBy(() -> new PartitionKey("a\uD83D"))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("\"a\\ud83d\" holds half of a surrogate pair, which has no UTF-8 form");
    }
}
