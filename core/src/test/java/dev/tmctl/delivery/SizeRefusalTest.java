package dev.tmctl.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SizeRefusalTest {
    private static final String DETECTED = "1 validation error detected: ";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Value at 'data' failed to satisfy constraint: Member must have length less than or equal to 1048576",
                "Value at 'data' failed to satisfy constraint: Member must have length less than or equal to 2097152",
                "Value at 'records.1.member.data' failed to satisfy constraint: "
                        + "Member must have length less than or equal to 10485760",
                "Value 'java.nio.HeapByteBuffer[pos=0 lim=2097153 cap=2097153]' at 'data' failed to satisfy constraint: "
                        + "Member must have length less than or equal to 2097152",
                "Value at 'Records.17.member.Data' failed to satisfy constraint: "
                        + "Member must have length less than or equal to 3145728",
                "Record size of 10485761 bytes, data and partition key, exceeds the maximum record size of 10485760 bytes "
                        + "of stream s.",
                "Records size exceeds 5 MB limit",
                "The data blob is larger than 2048 KiB",
                "Record too large: 3145731 bytes",
                "Total size of the records and partition keys exceeds the maximum of 10 MiB",
            })
    void should_know_a_refusal_for_size_by_any_number(String message) {
        assertThat(SizeRefusal.isIn("ValidationException", DETECTED + message)).isTrue();
        assertThat(SizeRefusal.isIn("InvalidArgumentException", message)).isTrue();
        assertThat(SizeRefusal.isIn("ResourceNotFoundException", message)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Value at 'partitionKey' failed to satisfy constraint: Member must have length less than or equal to 256
            Value at 'records.1.member.partitionKey' failed to satisfy constraint: Member must have length less than or equal to 256
            Value at 'records' failed to satisfy constraint: Member must have length less than or equal to 500
            Value at 'records' failed to satisfy constraint: Member must have length greater than or equal to 1
            Value at 'streamName' failed to satisfy constraint: Member must have length less than or equal to 128
            Value at 'data' failed to satisfy constraint: Member must not be null
            Value at 'data' failed to satisfy constraint: Member must not be null; Value at 'partitionKey' failed to satisfy constraint: Member must have length less than or equal to 256
            Invalid StreamARN.
            The stream arn:aws:kinesis:us-east-1:001048576000:stream/orders-1048576 is not valid
            The request has more than 500 records
            """)
    void should_not_take_another_mistake_for_it(String message) {
        assertThat(SizeRefusal.isIn("ValidationException", DETECTED + message)).isFalse();
    }
}
