package dev.tmctl.local.internal.operations;

import dev.tmctl.local.internal.model.StreamArn;
import java.util.regex.Pattern;

/// Patterns and bounds of the API's model (botocore `kinesis/2013-12-02`, the API reference's data types).
final class Constraints {

    static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_.-]+");
    static final Pattern STREAM_ARN = Pattern.compile(StreamArn.PATTERN);
    static final Pattern STREAM_ID = Pattern.compile("[a-z0-9]{20}-[a-z0-9]{3}");
    static final Pattern HASH_KEY = Pattern.compile("0|([1-9]\\d{0,38})");
    static final Pattern SEQUENCE_NUMBER = Pattern.compile("0|([1-9]\\d{0,128})");

    static final int NAME_MAX = 128;
    static final int ARN_MAX = 2048;
    static final int PARTITION_KEY_MAX = 256;
    static final int DATA_MAX = 10 * 1024 * 1024;
    static final int RECORDS_MAX = 500;
    static final int PAGE_MAX = 10_000;
    static final int NEXT_TOKEN_MAX = 1_048_576;
    static final int SHARD_ITERATOR_MAX = 512;
    static final int RECORD_KIB_MIN = 1024;
    static final int RECORD_KIB_MAX = 10_240;

    private Constraints() {}
}
