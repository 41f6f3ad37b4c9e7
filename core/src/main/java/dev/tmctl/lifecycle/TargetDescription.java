package dev.tmctl.lifecycle;

import dev.tmctl.adapter.AdapterProcess;
import dev.tmctl.adapter.AdapterStatus;
import dev.tmctl.aws.AwsClients;
import dev.tmctl.aws.MissingCredentialsException;
import dev.tmctl.process.ProcessRecord;
import dev.tmctl.stream.StreamDescription;
import dev.tmctl.target.Auth;
import dev.tmctl.target.KinesisTarget;
import dev.tmctl.target.SecretText;
import dev.tmctl.trace.Trace;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// All that can be said of a target: what is stored, what its adapter counts, what AWS tells.
///
/// @param target what is stored
/// @param endpoint where Kinesis is reached, or null for the region's own endpoint
/// @param auth the auth method, secrets masked
/// @param credentials which credentials answered, or why none did; null when nobody asked
/// @param stream what AWS says of the stream; null when nobody asked
/// @param adapter the running adapter's record, or null
/// @param adapterStatus its counts, or null when it does not run or answer
/// @param stale whether a record of an adapter is there whose process is gone
public record TargetDescription(
        KinesisTarget target,
        @Nullable URI endpoint,
        String auth,
        @Nullable String credentials,
        @Nullable StreamDescription stream,
        @Nullable ProcessRecord adapter,
        @Nullable AdapterStatus adapterStatus,
        boolean stale) {

    /// Describes a target.
    ///
    /// @param askAws whether to resolve the credentials and ask for the stream; best effort
    /// @param localEndpoint where the local Kinesis runs, if it does
    /// @param trace records which credentials answered, and every call
    public static TargetDescription of(
            KinesisTarget target,
            AdapterProcess process,
            Optional<URI> localEndpoint,
            Map<String, String> environment,
            boolean askAws,
            Trace trace) {
        ProcessRecord adapter = process.running().orElse(null);
        AdapterStatus status = adapter == null
                ? null
                : AdapterStatus.ask(AdapterProcess.url(adapter), trace).orElse(null);
        boolean stale = adapter == null && process.lastRecord().isPresent();
        KinesisTarget reached = target.local() ? target.withEndpoint(localEndpoint.orElse(null)) : target;
        URI endpoint = target.local()
                ? localEndpoint.orElse(null)
                : AwsClients.endpointOverride(target, environment).orElse(null);
        String credentials = null;
        StreamDescription stream = null;
        if (askAws && target.local() && localEndpoint.isEmpty()) {
            stream = StreamDescription.unknown("the local Kinesis is not running", false);
        } else if (askAws) {
            try (AwsClients clients = new AwsClients(reached, environment, trace)) {
                credentials = clients.resolveCredentialSource();
                stream = StreamDescription.ask(clients);
            } catch (MissingCredentialsException e) {
                credentials = e.getMessage();
                stream = StreamDescription.unknown("no credentials to ask with", false);
            }
        }
        return new TargetDescription(target, endpoint, auth(target), credentials, stream, adapter, status, stale);
    }

    private static String auth(KinesisTarget target) {
        return switch (target.auth()) {
            case Auth.Credentials keys ->
                "access key " + AwsClients.maskKeyId(keys.accessKeyId().reveal()) + ", secret "
                        + SecretText.MASK
                        + (keys.sessionToken() == null ? "" : ", session token " + SecretText.MASK)
                        + (keys.assumeIamRole() == null ? "" : ", assuming " + keys.assumeIamRole());
            case Auth.WebIdentity role ->
                "EKS web identity"
                        + (role.roleArn() == null ? "" : ", role " + role.roleArn())
                        + (role.serviceAccount() == null ? "" : ", service account " + role.serviceAccount());
            case Auth.DefaultChain chain when target.local() -> "none (local Kinesis)";
            case Auth.DefaultChain chain -> "AWS default credential chain";
        };
    }

    /// `online`, `not answering` while its process runs and nobody answers at its port, `offline`, or `never started`.
    public String adapterState() {
        if (adapter != null) {
            return adapterStatus == null ? "not answering" : "online";
        }
        return stale ? "offline" : "never started";
    }
}
