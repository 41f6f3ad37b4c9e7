package dev.tmctl.cli.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tmctl.target.SecretText;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactionTest {
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    plain: wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY.                     | plain: ********.
                    twice wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEYwJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY | twice ****************
                    d0phbHJYVXRuRkVNSS9LN01ERU5HL2JQeFJmaUNZRVhBTVBMRUtFWQ== in Base64   | ******** in Base64
                    ?secret=wJalrXUtnFEMI%2FK7MDENG%2FbPxRfiCYEXAMPLEKEY&x=1              | ?secret=********&x=1
                    nothing to hide                                                       | nothing to hide
                    """)
    void should_mask_what_it_knows_in_every_form(String text, String clean) {
        Redaction redaction = new Redaction(Map.of());
        redaction.learn(new SecretText(SECRET));
        assertThat(redaction.known(text)).isEqualTo(clean);
        assertThat(redaction.of(text)).isEqualTo(clean);
    }

    @Test
    void should_mask_the_longer_of_two_secrets_that_begin_alike() {
        Redaction redaction = new Redaction(Map.of());
        redaction.learn(new SecretText("beginning"));
        redaction.learn(new SecretText("beginning-and-more"));
        assertThat(redaction.known("beginning-and-more, beginning")).isEqualTo("********, ********");
    }

    @Test
    void should_know_the_secrets_of_the_environment_and_no_common_word() {
        Redaction redaction = new Redaction(Map.of(
                "AWS_SECRET_ACCESS_KEY",
                "test",
                "AWS_SESSION_TOKEN",
                "IQoJb3JpZ2luX2Vj",
                "AWS_CONTAINER_AUTHORIZATION_TOKEN",
                "container-token",
                "AWS_ACCESS_KEY_ID",
                "AKIAIOSFODNN7EXAMPLE"));
        assertThat(redaction.known("a test of IQoJb3JpZ2luX2Vj and container-token by AKIAIOSFODNN7EXAMPLE"))
                .isEqualTo("a test of ******** and ******** by AKIAIOSFODNN7EXAMPLE");
    }

    /// An emulator takes an account for an access key ID.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            the name 123456789012.data-kinesis.eu-central-1.amazonaws.com is not known | the name 123456789012.data-kinesis.eu-central-1.amazonaws.com is not known
            123456789012.control-kinesis-fips.us-gov-west-1.amazonaws.com:443          | 123456789012.control-kinesis-fips.us-gov-west-1.amazonaws.com:443
            arn:aws:kinesis:eu-central-1:123456789012:stream/orders                    | arn:aws:kinesis:eu-central-1:123456789012:stream/orders
            arn:aws:iam::123456789012:role/writer                                      | arn:aws:iam::123456789012:role/writer
            the key 123456789012 is not valid                                          | the key ******** is not valid
            Credential=123456789012/20260131                                           | Credential=********/20260131
            id:123456789012                                                            | id:********
            123456789012.example.com                                                   | ********.example.com
            """)
    void should_not_take_an_account_for_a_key(String text, String clean) {
        Redaction redaction = new Redaction(Map.of());
        redaction.learn(new SecretText("123456789012"));
        assertThat(redaction.known(text)).isEqualTo(clean);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Authorization: AWS4-HMAC-SHA256 Credential=AKIA/20260131     | Authorization: ********
                    {x-amz-security-token=[IQoJb3Jp], other=1}                   | {x-amz-security-token=********
                    x-amz-security-token:IQoJb3Jp                                | x-amz-security-token:********
                    "cookie": "a=b"                                              | "cookie": ********
                    GET https://user:pass@host/path                              | GET https://********@host/path
                    GET https://host/m?X-Amz-Signature=0123abcd&a=b              | GET https://host/m?X-Amz-Signature=********&a=b
                    the authorization is missing                                 | the authorization is missing
                    """)
    void should_mask_what_looks_like_a_secret_in_what_libraries_write(String text, String clean) {
        Redaction redaction = new Redaction(Map.of());
        assertThat(redaction.of(text)).isEqualTo(clean);
        assertThat(redaction.known(text)).isEqualTo(text);
    }
}
