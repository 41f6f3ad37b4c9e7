package dev.tmctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tmctl.cli.InstalledTmctl.Result;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Profiles that give no credentials: each says why and what helps, at once, with exit code 4.
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ProfileIT {
    private static final String ARN = "arn:aws:kinesis:us-east-1:123456789012:stream/orders";

    private final Path home;
    private final Map<String, String> environment = new TreeMap<>(Map.of("AWS_EC2_METADATA_DISABLED", "true"));

    ProfileIT(@TempDir Path home) throws Exception {
        this.home = home;
        Files.createDirectories(home.resolve(".aws"));
    }

    private Result send() throws Exception {
        return new InstalledTmctl(home, environment)
                .run(
                        "send",
                        "--direct",
                        "--timeout",
                        "2s",
                        "--arn",
                        ARN,
                        "--partition",
                        "p",
                        "--endpoint",
                        Endpoints.closed().toString(),
                        "--id",
                        "1",
                        "x");
    }

    private void config(String text) throws Exception {
        Files.writeString(home.resolve(".aws/config"), text.replace("\\n", "\n") + "\n");
    }

    private void cache(String folder, String algorithm, String key, String json) throws Exception {
        String name = HexFormat.of()
                .formatHex(MessageDigest.getInstance(algorithm).digest(key.getBytes(StandardCharsets.UTF_8)));
        Files.createDirectories(home.resolve(".aws/" + folder + "/cache"));
        Files.writeString(home.resolve(".aws/" + folder + "/cache/" + name + ".json"), json);
    }

    private void assertRefused(String why, String next) throws Exception {
        Result result = send();
        assertThat(result.err().replace(home.toString(), "HOME"))
                .isEqualTo(
                        "error: event \"1\" was not stored in orders: MissingCredentials: " + why + "; " + next + "\n");
        assertThat(result.code()).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            [profile p]\\naws_access_key_id = AKIAHALF | the AWS profile p has no aws_secret_access_key | aws configure --profile p
            [profile p]\\naws_secret_access_key = half-secret | the AWS profile p has no aws_access_key_id | aws configure --profile p
            [profile p]\\naws_access_key_id = AKIAHALF\\naws_secret_access_key = | the AWS profile p has no aws_secret_access_key | aws configure --profile p
            [profile p]\\naws_session_token = half-token | the AWS profile p has no aws_access_key_id | aws configure --profile p
            [default]\\nregion = us-east-1 | the AWS profile p is neither in HOME/.aws/config nor in HOME/.aws/credentials | set AWS_PROFILE to one of default; or make it with: aws configure --profile p
            [profile p]\\nrole_arn = arn:aws:iam::123456789012:role/r\\nsource_profile = nobody | the source_profile of the AWS profile p, nobody, is neither in HOME/.aws/config nor in HOME/.aws/credentials | aws configure --profile nobody
            [profile p]\\nrole_arn = arn:aws:iam::123456789012:role/r\\nsource_profile = q\\n[profile q]\\nregion = us-east-1 | the AWS profile q has no credentials | aws configure --profile q
            [profile p]\\nrole_arn = arn:aws:iam::123456789012:role/r\\nsource_profile = q\\n[profile q]\\naws_access_key_id = AKIAHALF | the AWS profile q has no aws_secret_access_key | aws configure --profile q
            [profile p]\\nrole_arn = arn:aws:iam::123456789012:role/r\\nsource_profile = q\\n[profile q]\\nrole_arn = arn:aws:iam::123456789012:role/q\\nsource_profile = p | the AWS profiles p, q take their credentials from each other | give one of them credentials of its own; see HOME/.aws/config and HOME/.aws/credentials
            [profile p]\\nrole_arn = arn:aws:iam::123456789012:role/r | the AWS profile p has a role_arn, and nothing to assume the role with | add source_profile or credential_source; see HOME/.aws/config and HOME/.aws/credentials
            [profile p]\\nrole_arn = arn:aws:iam::123456789012:role/r\\ncredential_source = Moon | the credential_source of the AWS profile p is Moon; expected one of Ec2InstanceMetadata, EcsContainer, Environment | see HOME/.aws/config and HOME/.aws/credentials
            [profile p]\\nrole_arn = arn:aws:iam::123456789012:role/r\\nweb_identity_token_file = /nowhere/token | the web_identity_token_file of the AWS profile p cannot be read: /nowhere/token | check the file and who may read it
            [profile p]\\ncredential_process = sh -c 'echo no key today >&2; exit 3' | the credential_process of the AWS profile p failed with exit code 3: no key today | run it yourself; the command is what this prints: aws configure get credential_process --profile p
            [profile p]\\ncredential_process = echo secret-that-is-not-json | the credential_process of the AWS profile p printed no credentials; expected JSON with Version 1, AccessKeyId and SecretAccessKey | run it yourself; the command is what this prints: aws configure get credential_process --profile p
            [profile p]\\ncredential_process = echo '{"Version": 1, "AccessKeyId": "AKIAHALF"}' | the credential_process of the AWS profile p printed no credentials; expected JSON with Version 1, AccessKeyId and SecretAccessKey | run it yourself; the command is what this prints: aws configure get credential_process --profile p
            [profile p]\\nlogin_session = arn:aws:iam::123456789012:user/me\\nregion = us-east-1 | the AWS profile p is not logged in: Token cache file for login_session `arn:aws:iam::123456789012:user/me` not found. You must re-authenticate. | aws login --profile p
            [profile p]\\nsso_start_url = https://d.awsapps.com/start\\nsso_region = us-east-1\\nsso_account_id = 123456789012\\nsso_role_name = r | the AWS profile p is not logged in at IAM Identity Center | aws sso login --profile p
            [profile p]\\nsso_session = s\\nsso_account_id = 123456789012\\nsso_role_name = r\\n[sso-session s]\\nsso_start_url = https://d.awsapps.com/start\\nsso_region = us-east-1 | the AWS profile p is not logged in at IAM Identity Center | aws sso login --profile p
            [profile p]\\nsso_session = s\\nsso_account_id = 123456789012\\nsso_role_name = r | the AWS profile p names the sso_session s, which is neither in HOME/.aws/config nor in HOME/.aws/credentials | aws configure sso-session
            [profile p]\\nsso_start_url = https://d.awsapps.com/start\\nsso_region = us-east-1\\nsso_role_name = r | the AWS profile p has no sso_account_id | aws configure sso --profile p
            """)
    void should_say_why_a_profile_gives_no_credentials(String text, String why, String next) throws Exception {
        environment.put("AWS_PROFILE", "p");
        config(text);
        assertRefused(why, next);
    }

    @Test
    void should_say_that_a_login_at_identity_center_has_expired() throws Exception {
        environment.put("AWS_PROFILE", "p");
        String session = "[profile p]\nsso_session = s\nsso_account_id = 123456789012\nsso_role_name = r\n";
        String start = "sso_start_url = https://d.awsapps.com/start\nsso_region = us-east-1\n";
        String token = "{\"accessToken\":\"t\",\"expiresAt\":\"2020-01-01T00:00:00Z\",\"region\":\"us-east-1\","
                + "\"startUrl\":\"https://d.awsapps.com/start\"}";
        cache("sso", "SHA-1", "s", token);
        cache("sso", "SHA-1", "https://d.awsapps.com/start", token);
        for (String text : List.of(
                session + "[sso-session s]\n" + start,
                "[profile p]\nsso_account_id = 123456789012\nsso_role_name = r\n" + start)) {
            config(text);
            assertRefused(
                    "the login of the AWS profile p at IAM Identity Center has expired", "aws sso login --profile p");
        }
    }

    /// Its keys are good, and nobody answers at the endpoint.
    @Test
    void should_take_the_session_of_aws_login() throws Exception {
        environment.put("AWS_PROFILE", "p");
        String session = "arn:aws:iam::123456789012:user/me";
        config("[profile p]\nlogin_session = " + session + "\nregion = us-east-1");
        cache(
                "login",
                "SHA-256",
                session,
                "{\"accessToken\":{\"accessKeyId\":\"ASIALOGIN\",\"secretAccessKey\":\"s\",\"sessionToken\":\"t\","
                        + "\"accountId\":\"123456789012\",\"expiresAt\":\"2999-01-01T00:00:00Z\"},"
                        + "\"clientId\":\"c\",\"dpopKey\":\"k\",\"refreshToken\":\"r\",\"tokenType\":\"t\","
                        + "\"idToken\":\"i\",\"identityToken\":\"i\"}");
        Result result = send();
        assertThat(result.err()).contains("EndpointUnreachable");
        assertThat(result.code()).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [default\\nregion = x | HOME/.aws/config is not a file of AWS profiles: Profile definition must end with ']' on line 1 | mend line 1 of HOME/.aws/config
            [default]\\nregion | HOME/.aws/config is not a file of AWS profiles: Expected an '=' sign defining a property on line 2 | mend line 2 of HOME/.aws/config
            """)
    void should_say_where_a_file_is_malformed(String text, String why, String next) throws Exception {
        config(text);
        Result result = send();
        assertThat(result.err().replace(home.toString(), "HOME"))
                .isEqualTo("error: " + why + "\nhint:  " + next + "\n");
        assertThat(result.code()).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({"AWS_ACCESS_KEY_ID,AWS_SECRET_ACCESS_KEY", "AWS_SECRET_ACCESS_KEY,AWS_ACCESS_KEY_ID"})
    void should_refuse_half_a_pair_of_variables(String there, String missing) throws Exception {
        config("[default]\naws_access_key_id = AKIAOTHER\naws_secret_access_key = other-secret");
        environment.put(there, "half");
        assertRefused(there + " is set, and " + missing + " is not", "set both, or unset " + there);
    }
}
